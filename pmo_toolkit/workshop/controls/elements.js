// What the controls share. Text reaches the page as text alone: nothing here reads it as HTML.

/** An element with properties and attributes, and its children, elements or text. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** Name of an element that no other has, also where a control is shown twice. */
function freshId() {
  return `pmo-${Math.random().toString(36).slice(2)}`;
}

/** Let keys pressed inside reach the browser alone: JupyterLab moves between cells by arrows. */
function keepKeys(root) {
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.addEventListener("keydown", (event) => event.stopPropagation());
}

/** Call when one of these properties has changed; the view's end ends it. */
function follow(model, names, call) {
  for (const name of names) model.on(`change:${name}`, call);
}
