import { QueryClientProvider } from '@tanstack/react-query'
import { App as Messages, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { BrowserRouter } from 'react-router'
import { client } from './asking'
import { useLanguage } from './language'
import { held } from './session'
import { useStore } from './store'
import { type Shade, shadeWish, themeOf } from './theme'

const Entry = lazy(() => import('./desk/entry'))
const Signed = lazy(async () => ({ default: (await import('./shell/signed')).Signed }))

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const followSystem = (listener: () => void) => {
  prefersDark.addEventListener('change', listener)
  return () => prefersDark.removeEventListener('change', listener)
}

export function useShade(): Shade {
  const wish = useStore(shadeWish)
  const isDark = useSyncExternalStore(followSystem, () => prefersDark.matches)
  if (wish !== 'auto') return wish
  return isDark ? 'dark' : 'light'
}

/** Without a session the sign-in page stands in place of what the address names, so that the place is kept. */
export function App() {
  const language = useLanguage()
  const shade = useShade()
  const { token } = useStore(held)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset['shade'] = shade
  }, [language, shade])
  useEffect(() => {
    if (token === null) client.clear()
  }, [token])
  return (
    <ConfigProvider theme={themeOf(shade)} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <Messages message={{ maxCount: 2 }}>
        <QueryClientProvider client={client}>
          <BrowserRouter><Suspense fallback={null}>{token === null ? <Entry /> : <Signed />}</Suspense></BrowserRouter>
        </QueryClientProvider>
      </Messages>
    </ConfigProvider>
  )
}
