const DIFFERENT_CHARS_MIN = 5

/** What everybody tries first, without digits and signs. */
const common: ReadonlySet<string> = new Set(['password', 'qwerty', 'qwertyuiop', 'asdfghjkl', 'admin', 'administrator', 'welcome', 'letmein', 'iloveyou', 'woaini', 'dianjin', 'abc', 'abcdefg', 'abcdefghij', ''])

/** Whether a password is among the first that anybody would try: few different characters, the login, or a common word with digits. */
export function isWeak(password: string, login: string): boolean {
  const plain = password.toLowerCase()
  const isOfFew = new Set(plain).size < DIFFERENT_CHARS_MIN
  const isCommon = /^[\x20-\x7e]*$/.test(plain) && common.has(plain.replace(/[^a-z]/g, ''))
  return isOfFew || isCommon || plain.includes(login)
}
