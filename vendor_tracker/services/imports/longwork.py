"""Bring a long list in beside the requests, so that nobody has to wait on the page."""

from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.differences import choices_from
from vendor_tracker.files.uploads import Owner, UploadStore
from vendor_tracker.services import jobs
from vendor_tracker.services.imports.batches import apply
from vendor_tracker.services.imports.sources import ListFile

KIND = "import"


def queue(actor: Actor, token: str, source: ListFile, agreed: str) -> str:
    """Put a list that waits in line, as it was shown, and return the reference of the job."""
    asked: dict[str, Any] = {
        "list": token,
        "name": source.name,
        "sheet": source.sheet,
        "header_row": source.header_row,
        "fingerprint": agreed,
        "choices": source.choices.as_body(),
    }
    return jobs.queue(actor, KIND, asked, f"{source.name} waits for its turn")


def handler(uploads: UploadStore) -> jobs.Handler:
    """Return what brings a list in that waits in this folder."""

    def bring_in(task: jobs.Task) -> None:
        asked = task.asked
        owner = Owner(task.actor.user_id, task.actor.organisation_code)
        upload = uploads.find(asked["list"], owner, at=clock.now())
        sheet, row = asked["sheet"], asked["header_row"]
        chosen = choices_from(asked.get("choices", {}))
        source = ListFile(upload.path, upload.name, sheet, row, upload.mapping_text, chosen)

        def advance(done: int, total: int) -> None:
            task.progress.total = total
            task.advance(done)

        task.step(f"{upload.name} is read and brought in")
        apply(
            task.actor,
            source,
            asked["fingerprint"],
            advance,
            lambda batch: task.finish({"batch": batch}),
        )
        uploads.forget(asked["list"])

    return bring_in
