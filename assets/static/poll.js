// A page that shows how far a job is asks again while the job goes on, and is
// loaded anew when it has ended.

import { $ } from "./page.js";

export function startPoll(form) {
  const bar = $("progress", form);
  setTimeout(async () => {
    try {
      const r = await fetch(location.href, { headers: { Accept: "application/json" } });
      const { open, done, total } = await r.json();
      if (!open) return location.reload();
      bar.max = total;
      bar.value = done;
      $(".far", form).textContent = `已完成 ${done} 份，共 ${total} 份`;
    } catch { /* asked again */ }
    startPoll(form);
  }, 2000);
}
