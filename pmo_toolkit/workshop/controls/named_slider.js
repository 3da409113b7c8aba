// A slider and a field for the same number, under one name.

function written(model, value) {
  return `${value}${model.get("unit") ? ` ${model.get("unit")}` : ""}`;
}

function render({ model, el }) {
  const [label, fault] = [freshId(), freshId()];
  const name = element("span", { id: label, class: "pmo-name" });
  const shared = { "aria-labelledby": label, "aria-describedby": fault };
  const slider = element("input", { type: "range", ...shared });
  const field = element("input", { type: "number", ...shared });
  const said = element("span", { id: fault, class: "pmo-fault", "aria-live": "polite" });
  const root = element("div", { class: "pmo-slider" }, name, slider, field, said);
  keepKeys(root);

  const say = (text) => {
    said.textContent = text;
    field.setAttribute("aria-invalid", text ? "true" : "false");
  };
  const give = (value) => {
    say("");
    model.set("value", value);
    model.save_changes();
  };
  const describe = () => slider.setAttribute("aria-valuetext", written(model, Number(slider.value)));
  const show = () => {
    const unit = model.get("unit");
    name.textContent = unit ? `${model.get("label")}, ${unit}` : model.get("label");
    for (const input of [slider, field]) {
      for (const bound of ["min", "max", "step"]) input[bound] = model.get(bound);
      input.disabled = model.get("disabled");
      input.value = model.get("value");
    }
    say("");
    slider.setAttribute("aria-valuetext", written(model, model.get("value")));
  };

  slider.addEventListener("input", () => {
    describe();
    field.value = slider.value;
    if (model.get("continuous_update")) give(Number(slider.value));
  });
  slider.addEventListener("change", () => give(Number(slider.value)));
  field.addEventListener("change", () => {
    const { badInput, valueMissing } = field.validity;
    const value = field.valueAsNumber;
    if (badInput || valueMissing || Number.isNaN(value)) {
      say(`Not a number; it stays at ${written(model, model.get("value"))}.`);
    } else if (value < model.get("min") || value > model.get("max")) {
      say(`${value} lies outside ${model.get("min")} to ${model.get("max")}; it stays at ${written(model, model.get("value"))}.`);
    } else {
      give(value);
    }
  });
  show();
  follow(model, ["label", "unit", "value", "min", "max", "step", "disabled"], show);
  el.append(root);
}

export default { render };
