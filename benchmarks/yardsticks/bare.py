"""The least that a Textual app is."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("A bare app")
        yield Footer()


if __name__ == "__main__":
    BareApp().run()
