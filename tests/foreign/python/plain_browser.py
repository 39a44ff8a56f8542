"""A browser without JavaScript: follows redirects, keeps cookies, fills in forms, presses buttons by id."""

from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup


class Arrived:
    """The address of a redirect to the application."""

    def __init__(self, url):
        self.url = url


class Page:
    """An HTML page of the server."""

    def __init__(self, browser, response):
        self.browser = browser
        self.url = response.url
        self.status = response.status_code
        self.document = BeautifulSoup(response.text, "html.parser")

    def text(self):
        return self.document.get_text(" ", strip=True)

    def has(self, element_id):
        return self.document.find(id=element_id) is not None

    def press(self, button_id, **fields):
        """Fills in fields by name and presses a button by id."""
        button = self.document.find(id=button_id)
        assert button is not None, f"no button {button_id!r} on {self.url}: {self.text()}"
        form = button.find_parent("form")
        values = [
            (field["name"], field.get("value", ""))
            for field in form.find_all("input")
            if field.get("name") and is_sent(field) and field["name"] not in fields
        ]
        for name, value in fields.items():
            assert form.find("input", attrs={"name": name}), f"no field {name!r} on {self.url}"
            values.append((name, value))
        if button.get("name"):
            values.append((button["name"], button.get("value", "")))
        action = urljoin(self.url, button.get("formaction") or form.get("action") or "")
        return self.browser.send(form.get("method", "get").upper(), action, values)

    def link_to(self, start):
        """Returns the first link with this prefix in its address, or None."""
        links = (urljoin(self.url, link["href"]) for link in self.document.find_all("a", href=True))
        return next((link for link in links if link.startswith(start)), None)


class PlainBrowser:
    """A browser that does not follow redirects to addresses with one of the prefixes in `stops`."""

    def __init__(self, *stops):
        self.stops = stops
        self.session = requests.Session()

    def open(self, url):
        return self.send("GET", url, [])

    def send(self, method, url, values):
        for _ in range(20):
            where = {"params": values} if method == "GET" and values else {"data": values}
            headers = {"Accept": "text/html"}
            if method == "POST":
                parts = urlsplit(url)
                headers["Origin"] = f"{parts.scheme}://{parts.netloc}"
            response = self.session.request(
                method, url, allow_redirects=False, timeout=30, headers=headers, **where
            )
            if not response.is_redirect:
                assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
                return Page(self, response)
            url = urljoin(url, response.headers["Location"])
            if url.startswith(self.stops):
                return Arrived(url)
            if response.status_code not in (307, 308):
                method, values = "GET", []
        raise AssertionError(f"more than 20 redirects, the last one to {url}")


def is_sent(field):
    kind = field.get("type", "text").lower()
    if kind in ("submit", "button", "reset", "image"):
        return False
    return kind not in ("checkbox", "radio") or field.has_attr("checked")


def sign_in_and_allow(browser, url, user):
    """Signs in, from the authorization request to the redirect to the application. Expects the login page and the consent page."""
    login = browser.open(url)
    consent = login.press("sign-in", username=user["username"], password=user["password"])
    arrived = consent.press("allow")
    assert isinstance(arrived, Arrived), f"still on {arrived.url}: {arrived.text()}"
    return arrived.url


def sign_out(browser, url):
    """Signs out, from the logout request to the redirect to the application. Confirms if the server asks."""
    place = browser.open(url)
    if isinstance(place, Page) and place.has("sign-out"):
        place = place.press("sign-out")
    if isinstance(place, Page):
        link = place.link_to(browser.stops)
        assert link, f"no way back to the application on {place.url}: {place.text()}"
        return link
    return place.url
