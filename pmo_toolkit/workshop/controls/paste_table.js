// A real table with a field in each cell. Python keeps the rows: each change is sent as one message.

const MOST_PASTED = 2_000_000; // characters; the connection to the kernel breaks at ten million bytes
const HELP =
  "Paste from a spreadsheet into any cell. Enter goes down and adds a row at the end, " +
  "Shift+Enter breaks a line, arrows move between cells, Escape leaves the table.";

function render({ model, el }) {
  const [help, columnId, rowId] = [freshId(), freshId(), freshId()];
  const caption = element("caption");
  const head = element("tr", {}, element("th", { scope: "col" }, "row"));
  const body = element("tbody");
  const table = element("table", { "aria-describedby": help }, caption, element("thead", {}, head), body);
  const said = element("p", { class: "pmo-message", role: "status" });
  const [add, remove, undo] = ["Add row", "Remove row", "Undo"].map((text) => element("button", { type: "button" }, text));
  const tools = element("div", { class: "pmo-tools" }, add, remove, undo);
  const frame = element("div", { class: "pmo-frame", tabindex: "-1" }, table);
  const root = element("div", { class: "pmo-table" }, element("p", { id: help, class: "pmo-help" }, HELP), tools, said, frame);
  keepKeys(root);

  const names = () => model.get("headings").map((heading) => heading.name);
  const fields = []; // of each row, the fields of its cells
  let here = [0, 0]; // row and column of the cell that had the focus last
  let wanted = null; // cell that gets the focus as soon as it is there

  const send = (kind, row, column, text) =>
    model.send({ kind, row: row + 1, column: names()[column], text });

  function focus(row, column) {
    const field = fields[row]?.[column];
    if (!field) return;
    field.focus();
    field.select();
  }

  function newRow(row) {
    const label = element("th", { scope: "row", id: `${rowId}-${row}` }, String(row + 1));
    const line = element("tr", {}, label);
    fields[row] = names().map((_, column) => {
      const named = `${columnId}-${column} ${rowId}-${row}`;
      const field = element("textarea", { rows: "1", spellcheck: "false", "aria-labelledby": named });
      field.place = [row, column];
      line.append(element("td", {}, field));
      return field;
    });
    body.append(line);
  }

  function showHead() {
    caption.textContent = model.get("label");
    const headings = model.get("headings").map(({ heading }, column) =>
      element("th", { scope: "col", id: `${columnId}-${column}` }, heading));
    head.replaceChildren(head.firstChild, ...headings);
  }

  function showCells() {
    const cells = model.get("cells");
    while (fields.length > cells.length) {
      fields.pop();
      body.lastChild.remove();
    }
    while (fields.length < cells.length) newRow(fields.length);
    cells.forEach((cell, row) => names().forEach((name, column) => {
      const field = fields[row][column];
      const edited = field === document.activeElement && field.value !== field.kept;
      if (field.kept !== cell[name] && !edited) field.value = cell[name];
      field.kept = cell[name];
      field.rows = field.value.split("\n").length;
      field.disabled = model.get("disabled");
    }));
    for (const button of [add, remove, undo]) button.disabled = model.get("disabled");
    if (wanted && fields[wanted[0]]) {
      focus(...wanted);
      wanted = null;
    }
  }

  function showFaults() {
    for (const note of body.querySelectorAll(".pmo-fault, .pmo-note")) {
      const field = note.previousSibling;
      field.removeAttribute("aria-describedby");
      field.removeAttribute("aria-invalid");
      note.remove();
    }
    for (const { row, name, text, grave } of model.get("faults")) {
      const field = fields[row]?.[names().indexOf(name)];
      if (!field) continue;
      const note = element("span", { class: grave ? "pmo-fault" : "pmo-note", id: freshId() }, text);
      field.setAttribute("aria-describedby", note.id);
      if (grave) field.setAttribute("aria-invalid", "true");
      field.after(note);
    }
  }

  function showMessage() {
    said.textContent = model.get("message");
  }

  function keep(field) {
    if (field.value !== field.kept) send("write", ...field.place, field.value);
  }

  /** Where a key leads from a cell; null where it belongs to the text. */
  function target(event, field) {
    const [row, column] = field.place;
    const [from, to, text] = [field.selectionStart, field.selectionEnd, field.value];
    const whole = from === 0 && to === text.length;
    if (event.shiftKey || event.altKey || event.metaKey || event.ctrlKey) return null;
    if (event.key === "Enter") return [row + 1, column];
    if (event.key === "ArrowUp" && (whole || !text.slice(0, from).includes("\n"))) return [row - 1, column];
    if (event.key === "ArrowDown" && (whole || !text.slice(to).includes("\n"))) return [row + 1, column];
    if (event.key === "ArrowLeft" && (whole || to === 0)) return [row, column - 1];
    if (event.key === "ArrowRight" && (whole || from === text.length)) return [row, column + 1];
    return null;
  }

  body.addEventListener("focusin", ({ target: field }) => {
    if (!field.place) return;
    here = field.place;
    remove.textContent = `Remove row ${here[0] + 1}`;
  });
  body.addEventListener("change", ({ target: field }) => keep(field));
  body.addEventListener("input", ({ target: field }) => {
    field.rows = field.value.split("\n").length;
  });
  body.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key === "Escape") {
      add.focus();
      return;
    }
    const next = target(event, field);
    if (next === null) return;
    event.preventDefault();
    keep(field);
    if (event.key === "Enter" && next[0] === fields.length) {
      wanted = next;
      send("add", fields.length - 1, 0, "");
    } else {
      focus(...next);
    }
  });
  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n\r]/.test(text.replace(/\r?\n$/, ""))) return; // one cell: the browser inserts it
    event.preventDefault();
    if (text.length > MOST_PASTED) {
      said.textContent = `Nothing is pasted: the text is too long (${text.length.toLocaleString("en-GB")} characters).`;
      return;
    }
    event.target.value = event.target.kept; // what was begun in this cell gives way
    send("paste", ...event.target.place, text);
  });
  add.addEventListener("click", () => {
    wanted = [here[0] + 1, 0];
    send("add", here[0], 0, "");
  });
  remove.addEventListener("click", () => {
    wanted = [Math.max(Math.min(here[0], fields.length - 2), 0), here[1]];
    send("remove", here[0], 0, "");
  });
  undo.addEventListener("click", () => send("undo", 0, 0, ""));

  showHead();
  showCells();
  showFaults();
  showMessage();
  follow(model, ["label", "headings"], showHead);
  follow(model, ["cells", "disabled"], showCells);
  follow(model, ["cells", "faults"], showFaults);
  follow(model, ["message"], showMessage);
  el.append(root);
}

export default { render };
