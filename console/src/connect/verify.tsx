import { useText } from '../language'

/** How the receiver knows that what came is from here. */
export function Verify() {
  const text = useText()
  return (
    <details className="verify">
      <summary>{text.connect.verify}</summary>
      <p className="soft">{text.connect.verifyHow}</p>
      <pre className="code">{example}</pre>
    </details>
  )
}

const example = `const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.')
const expected = createHmac('sha256', key).update(signed).digest('base64')
const isGenuine = headers['webhook-signature'].split(' ').includes('v1,' + expected)`
