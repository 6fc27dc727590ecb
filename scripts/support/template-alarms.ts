import { isObject, type Json, type JsonObject, list, type Template } from './template-shape'
import type { Specification } from './template-types'

/** Would the alarm ever ring? One on a metric or on dimensions that AWS does not report stays silent for ever, and one without action is not heard. */
export function alarmFaults(template: Template, specification: Specification): string[] {
  const own = ownMetrics(template)
  const alarms = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
  return alarms.flatMap(([name, { Properties }]) => {
    const watched = Properties['Metrics'] === undefined ? [Properties] : list(Properties['Metrics']).flatMap(metricOf)
    const unheard = list(Properties['AlarmActions']).length === 0 ? [`${name}: tells nobody`] : []
    return [...unheard, ...watched.flatMap((metric) => metricFaults(metric, name, specification, own))]
  })
}

/** What the template's own filters count from logs, each as its namespace and name. */
function ownMetrics({ Resources: resources }: Template): ReadonlySet<string> {
  const filters = Object.values(resources).filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
  const made = filters.flatMap(({ Properties }) => list(Properties['MetricTransformations']).filter(isObject))
  return new Set(made.map(({ MetricNamespace, MetricName }) => `${String(MetricNamespace)} ${String(MetricName)}`))
}

function metricOf(query: Json): JsonObject[] {
  const stat = isObject(query) ? query['MetricStat'] : undefined
  const metric = isObject(stat) ? stat['Metric'] : undefined
  return isObject(metric) ? [metric] : []
}

function metricFaults(metric: JsonObject, path: string, specification: Specification, own: ReadonlySet<string>): string[] {
  const { Namespace: namespace, MetricName: metricName } = metric
  if (own.has(`${String(namespace)} ${String(metricName)}`)) return list(metric['Dimensions']).length === 0 ? [] : [`${path}: ${String(metricName)} is counted from a log, without dimensions`]
  const known = specification.lookup('metric', 'namespace', 'equals', String(namespace)).find(({ name }) => name === metricName)
  if (!known) return [`${path}: AWS reports no metric ${String(namespace)} ${String(metricName)}`]
  const dimensions = list(metric['Dimensions']).filter(isObject)
  const isReported = specification.follow('usesDimensionSet', known).some(({ entity: { dimensions: reported } }) =>
    reported.length === dimensions.length && reported.every(({ name, value }) => dimensions.some((dimension) => fits(dimension, name, value))),
  )
  return isReported ? [] : [`${path}: ${String(metricName)} is not reported by ${dimensions.map(({ Name }) => String(Name)).join(' and ')}`]
}

/** The specification names a fixed value where only some are reported; where it repeats the dimension's own name any value is meant. */
function fits(dimension: JsonObject, name: string, value: string | undefined): boolean {
  return dimension['Name'] === name && (value === undefined || value === name || dimension['Value'] === value)
}
