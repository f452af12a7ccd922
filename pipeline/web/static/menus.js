// Closes open menus on a click outside of them: Datasette's inline script as a file.
document.body.addEventListener("click", (event) => {
  const within = event.target.closest("details");
  for (const details of document.querySelectorAll("details.details-menu[open], .nav-menu[open], .actions-menu-links[open]")) {
    if (details !== within) details.open = false;
  }
});
