// Sends the form of the form-post page. Without this script the button does the same.
(function () {
  "use strict";
  var form = document.getElementById("form-post");
  if (form) {
    // Call the method of the prototype: a parameter named "submit" hides the method of the form.
    HTMLFormElement.prototype.submit.call(form);
  }
})();
