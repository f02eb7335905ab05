// Runs before the first paint, so that a remembered theme does not flash. The settings of the core decide later.
;(() => {
  let theme = 'system'
  try {
    theme = localStorage.getItem('watchfloor.theme') ?? 'system'
  } catch {
    theme = 'system'
  }
  const isLight =
    theme === 'light' || (theme !== 'dark' && matchMedia('(prefers-color-scheme: light)').matches)
  document.documentElement.dataset.theme = isLight ? 'light' : 'dark'
})()
