"""Errors a person can act on. Each has a stable code, a sentence and the HTTP status it means."""

from http import HTTPStatus


class OpsDeskError(Exception):
    """Base of every error we show to a person."""

    code = "error"
    message = "Something went wrong. Try again; if it stays, tell your admin."
    status = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)

    def __str__(self) -> str:
        return str(self.args[0])


class Invalid(OpsDeskError):
    """The input cannot be used as it is."""

    code = "invalid"
    message = "This input cannot be used. Correct it and try again."
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotAllowed(OpsDeskError):
    """The actor may not do this."""

    code = "not_allowed"
    message = "You may not do this. Ask a lead or an admin."
    status = HTTPStatus.FORBIDDEN


class Conflict(OpsDeskError):
    """The world moved on while the actor was looking."""

    code = "conflict"
    message = "This changed while you were looking at it. Here is how it looks now."
    status = HTTPStatus.CONFLICT


class VendorError(OpsDeskError):
    """A call to a vendor did not bring the result we asked for."""

    code = "vendor_error"
    message = "The other service answered with an error."
    status = HTTPStatus.BAD_GATEWAY


class Rejected(VendorError):
    """The vendor said no, for good: the same request will never succeed."""

    code = "vendor_rejected"


class Unavailable(VendorError):
    """The vendor did not process the request (throttled, unreachable): asking again is safe."""

    code = "vendor_unavailable"

    def __init__(self, message: str = "", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class OutcomeUnknown(VendorError):
    """The request may have been carried out: look before asking again."""

    code = "vendor_outcome_unknown"


class NotConnected(VendorError):
    """The store has no credentials for this vendor."""

    code = "vendor_not_connected"
    message = "This store is not connected to that service. Add its credentials in the admin."
