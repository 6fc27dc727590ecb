import { BlockList, isIP } from 'node:net'

/** Networks that are not of the public Internet (IANA's registries of special-purpose addresses), in IPv4. */
const closed4 = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4']
/** In IPv6 only 2000::/3 is public, without what holds an IPv4 address or is for documentation. Mapped addresses, unique local and link-local ones lie outside. */
const open6 = ['2000::/3']
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const listOf = (networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}
const [closedFour, openSix, closedSix, loopFour, loopSix] = [listOf(closed4, 'ipv4'), listOf(open6, 'ipv6'), listOf(closed6, 'ipv6'), listOf(['127.0.0.0/8'], 'ipv4'), listOf(['::1/128'], 'ipv6')]

/** Whether an address lies in the public Internet; what is no address does not. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closedFour.check(address, 'ipv4')
  return family === 6 && openSix.check(address, 'ipv6') && !closedSix.check(address, 'ipv6')
}

export const isLoopback = (address: string): boolean => (isIP(address) === 4 ? loopFour.check(address, 'ipv4') : isIP(address) === 6 && loopSix.check(address, 'ipv6'))

const PORTS = new Set(['', '443', '8443'])

/** The host of a URL as it is looked up; an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/**
 * Whether a webhook may have this URL, as far as it tells by itself; where its name leads is asked at every connection.
 * @param mayBeLocal on a developer's machine: this machine itself, at any port and unencrypted
 */
export function isAllowedUrl(text: string, mayBeLocal: boolean): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  const host = hostOf(url)
  if (mayBeLocal && (host === 'localhost' || isLoopback(host))) return url.protocol === 'https:' || url.protocol === 'http:'
  if (url.protocol !== 'https:' || !PORTS.has(url.port)) return false
  return isIP(host) === 0 ? host.includes('.') && !/(^|\.)(localhost|local|internal|localdomain|home\.arpa)\.?$/.test(host) : isPublic(host)
}
