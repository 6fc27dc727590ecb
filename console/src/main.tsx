import { createRoot } from 'react-dom/client'
import { App } from './app'
import { learn } from './language'
import './styles.css'

const root = document.getElementById('root')
if (root !== null) void learn().then(() => createRoot(root).render(<App />))
