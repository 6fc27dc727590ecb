import { readDeclaration } from './declaration'

/** Whether API Gateway gives a request to the desk's function: the routes of `serverless.yml`, `{proxy+}` standing for any rest of a path. */
export const isOfDesk = (method: string, path: string): boolean => patterns().some((pattern) => pattern.test(`${method} ${path}`))

let known: readonly RegExp[] | undefined
const patterns = (): readonly RegExp[] => (known ??= readDeclaration().deskRoutes.map(patternOf))

function patternOf(route: string): RegExp {
  const parts = route.split(/(^ANY|\{proxy\+\}|\{\w+\})/).map((part) => {
    if (part === 'ANY') return '[A-Z]+'
    if (part === '{proxy+}') return '.+'
    return part.startsWith('{') ? '[^/]+' : part.replaceAll('.', '\\.')
  })
  return new RegExp(`^${parts.join('')}$`)
}
