// No validator: it would ask a server on the network. No links within buttons, which keyboards can't tell apart.
window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: false,
  validatorUrl: null,
});

// Swagger UI speaks English and leaves fields without a name: what it draws is put right as it appears.
(function () {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const api = document.getElementById("api");

  function translate() {
    const nodes = document.createTreeWalker(api, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const said = node.nodeValue.trim();
      if (Object.hasOwn(texts, said) && texts[said] !== said && !node.parentElement.closest("pre, textarea, .markdown")) {
        node.nodeValue = node.nodeValue.replace(said, texts[said]);
      }
    }
  }

  function all(selector, attribute, value) {
    api.querySelectorAll(selector).forEach((element) => {
      const wanted = typeof value === "function" ? value(element) : value;
      if (element.getAttribute(attribute) !== wanted) element.setAttribute(attribute, wanted);
    });
  }

  function within(element, kind) {
    const path = element.closest(".opblock").querySelector(".opblock-summary-path");
    const live = element.classList.contains("live-responses-table") ? texts["Server response"] : texts[kind];
    return live + " " + (path ? path.textContent.replace(/\u200b/g, "") : "");
  }

  function name() {
    all(".information-container, .schemes-server-container", "role", "region");
    all(".information-container", "aria-label", document.title);
    all(".schemes-server-container", "aria-label", texts.Authorize);
    all("h3.opblock-tag, .models h4, .modal-ux h3", "aria-level", "2");
    all(".opblock h4, .opblock h5, .modal-ux h4", "aria-level", "3");
    all("pre.microlight", "tabindex", "0");
    all(".modal-ux", "role", "dialog");
    all(".modal-ux", "aria-label", texts["Available authorizations"]);
    all(".close-modal", "aria-label", texts.Close);
    all(".modal-ux .btn", "aria-label", (button) => button.textContent);
    all(".opblock textarea", "aria-label", (area) => within(area, "Request body"));
    all(".opblock table[role=region]", "aria-label", (table) => within(table, "Responses"));
  }

  function mend() {
    translate();
    name();
  }

  new MutationObserver(mend).observe(api, { childList: true, characterData: true, subtree: true });
  mend();
})();
