"""The class of a place: the part of an address that may stay unsealed.

Only the class goes into the long-lived register; an unknown host is ``website``, so that a
personal domain name never does.
"""

from urllib.parse import urlsplit

_HOSTS = {
    "linkedin": ("linkedin.com",),
    "facebook": ("facebook.com", "fb.com"),
    "instagram": ("instagram.com",),
    "x": ("twitter.com", "x.com"),
    "youtube": ("youtube.com", "youtu.be"),
    "tiktok": ("tiktok.com",),
    "flickr": ("flickr.com",),
    "github": ("github.com", "gitlab.com"),
    "blog": ("wordpress.com", "blogspot.com", "substack.com", "medium.com", "tumblr.com"),
}
CLASSES = (*_HOSTS, "website", "other")
"""Every class that there is."""
_NAMES = {"twitter": "x", "x (twitter)": "x", "blog": "blog", "website": "website"}


def host_of(address: str) -> str:
    """The host in ``address``, lower case, without ``www.``; empty when there is none."""
    text = address.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def platform_class(platform: str, address: str) -> str:
    """The class of the place named by ``platform`` (as typed) and ``address``."""
    host = host_of(address)
    for name, hosts in _HOSTS.items():
        if any(host == known or host.endswith(f".{known}") for known in hosts):
            return name
    name = platform.strip().lower()
    if name in _HOSTS:
        return name
    return _NAMES.get(name, "website" if "." in host else "other")
