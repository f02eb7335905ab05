import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/tokens.css'
import './styles/reset.css'
import { App } from './app/app.tsx'
import { core } from './entities/core.ts'
import { removeToken } from './lib/core-link/remove-token.ts'
import { startI18n } from './lib/i18n/start-i18n.ts'

removeToken()
startI18n()
core.start()

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
