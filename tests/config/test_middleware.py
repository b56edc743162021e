"""What every answer carries besides Django's own headers."""

from django.http import HttpRequest, HttpResponse

from config.middleware import PERMISSIONS_POLICY, PermissionsPolicyMiddleware


def test_a_page_asks_nothing_of_the_device() -> None:
    response = PermissionsPolicyMiddleware(lambda request: HttpResponse())(HttpRequest())
    assert response.headers["Permissions-Policy"] == PERMISSIONS_POLICY
    assert "geolocation=()" in PERMISSIONS_POLICY


def test_a_page_may_set_a_policy_of_its_own() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Permissions-Policy": "camera=(self)"})

    assert PermissionsPolicyMiddleware(view)(HttpRequest()).headers["Permissions-Policy"] == "camera=(self)"
