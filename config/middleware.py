"""What every answer carries besides Django's own headers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# What a page may ask of the device: nothing; copying a sentence to the clipboard needs no permission from a button.
_REFUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _REFUSED)


class PermissionsPolicyMiddleware:
    """Forbid the browser's devices to every page and to whatever it might embed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response
