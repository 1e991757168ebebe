"""The address that is printed, mailed and linked: where the program is truly reached."""

from vendor_tracker import config


def test_the_address_follows_the_port_until_one_is_named() -> None:
    assert config.load({}).base_url == "http://127.0.0.1:8000"
    moved = config.load({"VENDOR_TRACKER_PORT": "8142"})
    assert moved.base_url == "http://127.0.0.1:8142"
    assert moved.served_at(8143).base_url == "http://127.0.0.1:8143"
    named = config.load({"VENDOR_TRACKER_BASE_URL": "https://vendors.rht.example"})
    assert named.served_at(8143).base_url == "https://vendors.rht.example"
    assert named.served_at(8143).port == 8143
