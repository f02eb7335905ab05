// A preload script beside the program's own: notes when rows were on screen first, and each growth of the list.
let known = 0
const noteAfterPaint = (count) => {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => console.log(`list-probe ${count} at ${Date.now()}`)),
  )
}
new MutationObserver(() => {
  const count = Number(document.querySelector('[role=option]')?.getAttribute('aria-setsize') ?? 0)
  if (count === known) return
  known = count
  noteAfterPaint(count)
}).observe(document, { childList: true, subtree: true, attributeFilter: ['aria-setsize'] })
