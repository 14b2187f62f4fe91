for (const table of document.querySelectorAll("table.rank")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      const down = column ? now !== "descending" : now === "ascending";
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = row => column ? Number(row.dataset.v.split(" ")[column - 1]) : row.cells[0].textContent.trim();
      const body = table.tBodies[0];
      const rows = [...body.rows].sort((one, other) => {
        const [a, b] = [value(one), value(other)];
        return (down ? -1 : 1) * (column ? a - b : a.localeCompare(b));
      });
      body.append(...rows);
    });
  });
}
