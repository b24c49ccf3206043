"use strict";
// Tables: a click on a column's name sorts by it, and a button copies the table for a spreadsheet.
(function () {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const comma = document.documentElement.lang === "fr";

  function value(cell) {
    const text = (cell.dataset.value || cell.textContent).trim();
    const written = comma ? text.replace(/\s(?=[0-9])/g, "").replace(",", ".") : text.replace(/,/g, "");
    const number = parseFloat(written);
    return { text: text, number: Number.isFinite(number) ? number : null };
  }

  function compare(a, b) {
    if (a.number !== null && b.number !== null) return a.number - b.number;
    if (a.number !== null || b.number !== null) return a.number === null ? -1 : 1;
    return a.text.localeCompare(b.text);
  }

  function sort(table, column, header) {
    const descending = header.getAttribute("aria-sort") !== "descending";
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).map((row) => ({ row: row, key: value(row.cells[column]) }));
    rows.sort((a, b) => (descending ? compare(b.key, a.key) : compare(a.key, b.key)));
    rows.forEach((entry) => body.appendChild(entry.row));
    table.querySelectorAll("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  }

  function copy(table, button) {
    const lines = Array.from(table.rows).map((row) =>
      Array.from(row.cells, (cell) => cell.textContent.trim()).join("\t"));
    const area = document.createElement("textarea");
    area.value = lines.join("\n");
    area.setAttribute("readonly", "");
    area.className = "offscreen";
    document.body.appendChild(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    button.focus();
    button.textContent = done ? texts.copied : texts.refused;
    setTimeout(() => { button.textContent = texts.copy; }, 2000);
  }

  document.querySelectorAll("table").forEach((table) => {
    if (!table.tHead || table.tBodies.length === 0) return;
    Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = header.textContent;
      if (header.textContent.trim() === "") button.setAttribute("aria-label", texts.name);
      header.textContent = "";
      header.appendChild(button);
      button.addEventListener("click", () => sort(table, column, header));
    });
    if (table.caption) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = texts.copy;
      button.setAttribute("aria-label", texts["copy-table"].replace("{0}", table.caption.textContent));
      button.addEventListener("click", () => copy(table, button));
      table.caption.firstElementChild.append(" ", button);
    }
  });
})();
