import type { Weapp } from '../host'
import { isCallable } from '../values'
import { defineAsync, defineSync } from './define'

const screen = {
  pixelRatio: 2,
  screenWidth: 390,
  screenHeight: 844,
  windowWidth: 390,
  windowHeight: 756,
  statusBarHeight: 47,
  screenTop: 88,
  safeArea: { left: 0, right: 390, top: 47, bottom: 810, width: 390, height: 763 },
}
const device = { brand: 'devtools', model: 'iPhone 14', system: 'iOS 17.0', platform: 'ios', benchmarkLevel: 30, abi: '' }
const events = ['AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'ThemeChange', 'NetworkStatusChange', 'WindowResize', 'KeyboardHeightChange', 'MemoryWarning', 'UserCaptureScreen', 'LazyLoadError', 'AudioInterruptionBegin', 'AudioInterruptionEnd']
const nothing = () => undefined

/** What the phone and WeChat say about themselves, and the events a mini-program can listen to. */
export function addSystem(host: Weapp): void {
  const { language = 'zh_CN', theme = 'light', fontSizeSetting = 16 } = host.options
  const base = { SDKVersion: '3.8.0', version: '8.0.50', language, theme, host: { env: 'WeChat', appId: '' }, enableDebug: false, fontSizeSetting }
  const whole = () => ({ ...screen, ...device, ...base })
  defineSync(host, 'getSystemInfoSync', whole)
  defineAsync(host, 'getSystemInfo', whole)
  defineAsync(host, 'getSystemInfoAsync', whole)
  defineSync(host, 'getWindowInfo', () => screen)
  defineSync(host, 'getDeviceInfo', () => device)
  defineSync(host, 'getAppBaseInfo', () => base)
  defineSync(host, 'getSystemSetting', () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }))
  defineSync(host, 'getAppAuthorizeSetting', () => ({ cameraAuthorized: 'authorized', notificationAuthorized: 'authorized' }))
  defineSync(host, 'getMenuButtonBoundingClientRect', () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }))
  defineSync(host, 'getAccountInfoSync', () => ({ miniProgram: { appId: 'wx0000000000000000', envVersion: 'release', version: '1.0.0' }, plugin: {} }))
  defineSync(host, 'getLaunchOptionsSync', () => host.launchOptions)
  defineSync(host, 'getEnterOptionsSync', () => host.launchOptions)
  host.wx['canIUse'] = () => true
  host.wx['env'] = { USER_DATA_PATH: 'http://usr' }
  host.wx['nextTick'] = (work: unknown) => {
    setTimeout(() => host.guard(() => (isCallable(work) ? work() : undefined)), 0)
  }
  for (const event of events) addEvent(host, event)
  addInstruments(host)
}

function addEvent(host: Weapp, event: string): void {
  const listeners = new Set<(...args: readonly unknown[]) => unknown>()
  host.listeners.set(`on${event}`, listeners)
  host.wx[`on${event}`] = (listener: unknown) => {
    if (isCallable(listener)) listeners.add(listener)
  }
  host.wx[`off${event}`] = (listener: unknown) => {
    if (isCallable(listener)) listeners.delete(listener)
    else listeners.clear()
  }
}

/** Objects that are there and measure nothing. */
function addInstruments(host: Weapp): void {
  const observer = { observe: nothing, disconnect: nothing }
  host.wx['createIntersectionObserver'] = () => {
    const watching = { relativeTo: () => watching, relativeToViewport: () => watching, ...observer }
    return watching
  }
  host.wx['getUpdateManager'] = () => ({ onCheckForUpdate: nothing, onUpdateReady: nothing, onUpdateFailed: nothing, applyUpdate: nothing })
  host.wx['getLogManager'] = () => ({ log: nothing, info: nothing, warn: nothing, debug: nothing })
  host.wx['getPerformance'] = () => ({ now: () => host.timeStamp(), getEntries: () => [], createObserver: () => observer })
  host.wx['createSelectorQuery'] = () => selectorQuery(host)
}

function selectorQuery(host: Weapp): object {
  const rectangles: unknown[] = []
  const measure = (selector: string | undefined, callback: unknown) => {
    const node = selector === undefined ? host.root : host.root.find(selector)
    const rectangle = node ? { id: node.id, dataset: node.dataset, left: 0, top: 0, right: 100, bottom: 40, width: 100, height: 40, scrollTop: 0, scrollLeft: 0 } : null
    rectangles.push(rectangle)
    if (isCallable(callback)) callback(host.adopt(rectangle))
    return query
  }
  const chosen = (selector?: string) => ({ boundingClientRect: (callback: unknown) => measure(selector, callback), scrollOffset: (callback: unknown) => measure(selector, callback), fields: (_: unknown, callback: unknown) => measure(selector, callback), node: (callback: unknown) => measure(selector, callback) })
  const query = {
    in: () => query,
    select: (selector: unknown) => chosen(String(selector)),
    selectAll: (selector: unknown) => chosen(String(selector)),
    selectViewport: () => chosen(),
    exec: (callback: unknown) => {
      setTimeout(() => host.guard(() => (isCallable(callback) ? callback(host.adopt(rectangles)) : undefined)), 0)
      return query
    },
  }
  return query
}
