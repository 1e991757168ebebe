"""What can be done about a gap, or next."""

from enum import StrEnum


class Action(StrEnum):
    """What a remedy does; `links` turns it and a reference into a path."""

    view = "view"
    edit = "edit"
    edit_facts = "edit_facts"
    edit_device = "edit_device"
    recheck_version = "recheck_version"
    ask = "ask"
    add_claim = "add_claim"
    add_threshold = "add_threshold"
    add_result = "add_result"
    add_cost = "add_cost"
    add_evidence = "add_evidence"
    add_version = "add_version"
    add_contact = "add_contact"
    add_contract = "add_contract"
    add_decision = "add_decision"
    log_meeting = "log_meeting"
    first_look = "first_look"
    start_catch_up = "start_catch_up"
    # `value` is the part of the contract.
    contract_part = "contract_part"
    # `value` is the code of the item, or the gate.
    answer_item = "answer_item"
    open_gate = "open_gate"
    list_groups = "list_groups"
    open_case = "open_case"
    measure_benefits = "measure_benefits"
    group_results = "group_results"
