"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_NETWORK = 64  # bits: what a provider gives to one customer


def origin_of(request: HttpRequest) -> str:
    """Return the visitor's address, as the outermost of our own proxies saw it; of IPv6 only the network.

    ``TRUSTED_PROXIES`` says how many entries of X-Forwarded-For are our own proxies' word. What stands before them is
    the visitor's, who may write anything. Behind a socket without a proxy it is empty.
    """
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = settings.TRUSTED_PROXIES
    written = told[-trusted] if 0 < trusted <= len(told) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(written)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network(f"{address}/{IPV6_NETWORK}", strict=False).network_address)
