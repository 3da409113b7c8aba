"""A page with one control over its real Python half: as in JupyterLab, without starting it."""

from __future__ import annotations

from typing import Any

#: What anywidget's own view does: import the module, add the style, hand over a model.
_MODEL = """
const listeners = {}, state = {}, pending = {};
const accept = (next) => {
  const differs = (name) => JSON.stringify(next[name]) !== JSON.stringify(state[name]);
  const changed = Object.keys(next).filter(differs);
  for (const name of changed) state[name] = next[name];
  for (const name of changed) for (const call of listeners[`change:${name}`] ?? []) call();
};
window.accept = accept;
const model = {
  get: (name) => state[name],
  set: (name, value) => { pending[name] = value; accept({ [name]: value }); },
  on: (event, call) => (listeners[event] ??= []).push(call),
  save_changes: () => {
    const sent = { ...pending };
    for (const name of Object.keys(pending)) delete pending[name];
    window.toPython(sent, null).then(accept);
  },
  send: (content) => window.toPython({}, content).then(accept),
};
window.mount = async (first) => {
  Object.assign(state, first);
  const style = document.createElement("style");
  style.textContent = first._css;
  document.head.append(style);
  const url = URL.createObjectURL(new Blob([first._esm], { type: "text/javascript" }));
  const { default: control } = await import(url);
  control.render({ model, el: document.querySelector("main") });
};
"""
_PAGE = (
    "<!doctype html><html lang='en'><title>A control</title><body style='{}'><main><h1>A control"
    "</h1></main><script>{}</script></body></html>"
)
#: Pastes a text into a cell as a user would; whether the browser does it by itself.
PASTE = """(it, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  return it.dispatchEvent(event);
}"""
#: Colours of JupyterLab's dark theme.
DARK = (
    "background:#111;color:#fff;--jp-layout-color0:#111;--jp-layout-color1:#212121;--jp-layout-color2:#424242;"
    "--jp-content-font-color1:#fff;--jp-content-font-color2:rgba(255,255,255,.7);--jp-content-link-color:#64b5f6;"
    "--jp-error-color0:#d32f2f;--jp-error-color1:#f44336;--jp-brand-color1:#2196f3"
)


class ControlPage:
    """A control in the browser.

    Parameters
    ----------
    page : Page
        Of Playwright.
    control : AnyWidget
    style : str
        Of the page's body.
    """

    def __init__(self, page: Any, control: Any, style: str = ""):
        self.page, self.control = page, control
        self.requests: list[str] = []
        self.trouble: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", lambda message: self.trouble.append(message.text))
        page.expose_function("toPython", self._take)
        page.set_content(_PAGE.format(style, _MODEL))
        page.evaluate("state => mount(state)", self._state())

    def push(self) -> None:
        """Show what Python has changed meanwhile."""
        self.page.evaluate("state => accept(state)", self._state())

    @property
    def outside(self) -> list[str]:
        """Requests that left the page."""
        return [url for url in self.requests if not url.startswith(("blob:", "data:", "about:"))]

    def _take(self, changes: dict[str, Any], content: Any) -> dict[str, Any]:
        self.control.set_state(changes)
        if content is not None:
            self.control._handle_custom_msg(content, [])
        return self._state()

    def _state(self) -> dict[str, Any]:
        state = self.control.get_state()
        return {name: value for name, value in state.items() if name not in ("layout", "tabbable")}
