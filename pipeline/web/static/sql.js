// The SQL editor of Datasette's query page: its inline script as a file.
/* global CodeMirror, cmResize, sqlFormatter */
window.addEventListener("load", () => {
  const format = document.querySelector("button#sql-format");
  const shown = document.querySelector("pre#sql-query");
  const input = document.querySelector("textarea#sql-editor");
  if (input) {
    const editor = CodeMirror.fromTextArea(input, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
    editor.setOption("extraKeys", { "Shift-Enter": () => document.querySelector("form.sql").submit(), Tab: false });
    if (format) {
      format.hidden = false;
      format.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
    }
    cmResize(editor, { resizableWidth: false });
  } else if (format && shown) {
    const formatted = sqlFormatter.format(shown.textContent);
    format.hidden = formatted === shown.textContent;
    format.addEventListener("click", () => { shown.textContent = formatted; });
  }
});
