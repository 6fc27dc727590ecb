/** Where the API answers; written into the build. */
declare const DIANJIN_API: string
