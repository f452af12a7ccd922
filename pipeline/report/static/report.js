/* Draws the charts of a report, and leads from a mark to its sentences. Vega's interpreter runs the expressions: no eval. */
(() => {
  "use strict";
  const specs = JSON.parse(document.getElementById("report-data").textContent);
  const sentences = document.getElementById("sentences");
  const back = sentences.querySelector(".back");
  const groups = [...sentences.querySelectorAll(".group")];
  sentences.classList.add("choosing");

  const show = (keys, from) => {
    const wanted = new Set(keys);
    for (const group of groups) group.classList.toggle("chosen", wanted.has(group.id));
    sentences.classList.add("chose");
    if (from) back.hash = from;
    sentences.focus({ preventScroll: true });
    sentences.scrollIntoView();
  };

  const follow = () => {
    const keys = location.hash.slice(1).split("+");
    if (keys.every((key) => groups.some((group) => group.id === key))) show(keys);
  };

  const zoom = (view, factor) => {
    view.signal("zoom", factor ? Math.min(12, Math.max(1, view.signal("zoom") * factor)) : 1);
    if (!factor) view.signal("pan_x", 0).signal("pan_y", 0);
    view.run();
  };

  const draw = async (place) => {
    const spec = specs[place.dataset.chart];
    const narrow = place.clientWidth < 560;
    if (narrow && spec.config) spec.config.axisY.labelLimit = 120;
    const own = spec.$schema.includes("/vega/");
    if (own) spec.width = place.clientWidth;
    if (narrow && spec.width && spec.width.step) {
      spec.width.step = Math.floor((place.clientWidth - 24) / 4);
    }
    const { view } = await vegaEmbed(place, spec, {
      actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: { disableDefaultStyle: true, theme: "report" },
    });
    let pressed = null;
    place.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; });
    view.addEventListener("click", (event, item) => {
      const moved = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 4;
      const group = item && item.datum && item.datum.group;
      if (!group || moved) return;
      history.pushState(null, "", `#${group.split(" ").join("+")}`);
      show(group.split(" "), place.dataset.chart);
    });
    for (const button of place.closest("section").querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => zoom(view, Number(button.dataset.zoom)));
    }
    place.dataset.drawn = "yes";
  };

  sentences.querySelector(".all").addEventListener("click", () => show(groups.map((group) => group.id)));
  addEventListener("hashchange", follow);
  Promise.all([...document.querySelectorAll(".chart")].map(draw)).then(follow);
})();
