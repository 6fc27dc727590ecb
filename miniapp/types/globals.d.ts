/// <reference types="@tarojs/taro" />

declare module '*.scss'
declare module '*.png' {
  const address: string
  export default address
}

/** Where our API answers; set when the mini-program is built. */
declare const DIANJIN_API: string
/** Where the stand-in for WeChat answers; only the browser build uses it. */
declare const DIANJIN_WECHAT: string

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5'
  }
}
