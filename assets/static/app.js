// Everything works without this file; it makes filling in quicker.

document.documentElement.classList.add("js");

// A text box grows with what is typed.
for (const box of document.querySelectorAll(".grid textarea")) {
  const fit = () => {
    box.style.height = "auto";
    box.style.height = box.scrollHeight + 2 + "px";
  };
  box.addEventListener("input", fit);
  fit();
}

// The counter under a long text counts code points, as the rule does.
for (const counter of document.querySelectorAll("[data-count-for]")) {
  const box = document.getElementById(counter.dataset.countFor);
  const limit = Number(box.dataset.limit);
  box.addEventListener("input", () => {
    const n = [...box.value].length;
    counter.textContent = `已写 ${n} / 上限 ${limit}`;
    counter.classList.toggle("over", n > limit);
  });
}

// Sending in and 批复 happen once, however often the button is pressed.
for (const form of document.querySelectorAll("form.once")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
