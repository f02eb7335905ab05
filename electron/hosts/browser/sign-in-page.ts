import { browserHost } from '#shared/contract/shell-contract.ts'

/** Paths of the page's files, for a browser without a session; only these are served to it. */
export const signInPaths = { script: '/host/sign-in.js', style: '/host/sign-in.css' } as const

interface Words {
  readonly lang: string
  readonly entering: string
  readonly title: string
  readonly explain: string
  readonly again: string
  readonly spent: string
}

const english: Words = {
  lang: 'en',
  entering: 'Opening the console…',
  title: 'This browser is not signed in to Watchfloor',
  explain:
    'Open the address that Watchfloor printed in its terminal. It ends in #token=… and lets one browser in.',
  again: 'Press Enter in that terminal for a new address.',
  spent: 'This address was used already or has expired.',
}

const russian: Words = {
  lang: 'ru',
  entering: 'Открываем консоль…',
  title: 'Этот браузер не вошёл в Watchfloor',
  explain:
    'Откройте адрес, который Watchfloor напечатал в терминале. Он заканчивается на #token=… и впускает один браузер.',
  again: 'Нажмите Enter в том терминале, чтобы получить новый адрес.',
  spent: 'Этот адрес уже использован или устарел.',
}

/** The page in the language that the browser asks for first, if it is one of ours. */
export function renderSignInPage(acceptLanguage: string | undefined): string {
  const words = /^\s*ru\b/iu.test(acceptLanguage ?? '') ? russian : english
  return `<!doctype html>
<html lang="${words.lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="dark light" />
    <title>Watchfloor</title>
    <link rel="stylesheet" href="${signInPaths.style}" />
    <script type="module" src="${signInPaths.script}"></script>
  </head>
  <body>
    <main>
      <p id="entering" role="status">${words.entering}</p>
      <section id="refused" hidden>
        <h1>${words.title}</h1>
        <p id="spent" class="warning" hidden>${words.spent}</p>
        <p>${words.explain}</p>
        <p class="secondary">${words.again}</p>
      </section>
    </main>
  </body>
</html>
`
}

export const signInScript = `const refuse = (isSpent) => {
  document.getElementById('entering').hidden = true
  document.getElementById('refused').hidden = false
  document.getElementById('spent').hidden = !isSpent
}
// The browser does not send a strict cookie with a link from another site, but sends it with a request of this page.
const isIn = async () => {
  const key = localStorage.getItem('${browserHost.pageKeyItem}')
  if (key === null) return false
  const headers = { '${browserHost.pageKeyHeader}': key }
  return (await fetch('${browserHost.sessionPath}', { headers })).status === 204
}
const exchange = async (token) => {
  const answer = await fetch('${browserHost.sessionPath}', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (answer.status !== 200) return
  const { pageKey } = await answer.json()
  localStorage.setItem('${browserHost.pageKeyItem}', pageKey)
}
const enter = async () => {
  const token = new URLSearchParams(location.hash.slice(1)).get('${browserHost.tokenParameter}')
  // Neither the history nor a screenshot needs to keep the token.
  if (token !== null) history.replaceState(null, '', location.pathname)
  if (token !== null && !(await isIn())) await exchange(token)
  if (await isIn()) location.replace('/')
  else refuse(token !== null)
}
addEventListener('hashchange', () => location.reload())
enter().catch(() => refuse(false))
`

export const signInStyle = `:root {
  color-scheme: dark light;
  --bg: oklch(0.19 0.004 260);
  --fg: oklch(0.93 0.003 260);
  --fg-2: oklch(0.72 0.006 260);
  --warn: oklch(0.82 0.14 80);
}
@media (prefers-color-scheme: light) {
  :root {
    --bg: oklch(0.985 0.002 260);
    --fg: oklch(0.24 0.006 260);
    --fg-2: oklch(0.46 0.008 260);
    --warn: oklch(0.5 0.12 70);
  }
}
body {
  margin: 0;
  min-height: 100vh;
  display: grid;
  place-items: center;
  background: var(--bg);
  color: var(--fg);
  font: 13px/1.5 system-ui, sans-serif;
}
main {
  max-width: 440px;
  padding: 24px;
}
h1 {
  margin: 0 0 12px;
  font-size: 15px;
  font-weight: 600;
}
p {
  margin: 0 0 8px;
}
#entering,
.secondary {
  color: var(--fg-2);
}
.warning {
  color: var(--warn);
}
`
