import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec'
import { alarmFaults } from './template-alarms'
import { referenceFaults } from './template-references'
import { placeFaults, rightsFaults } from './template-rights'
import { Template } from './template-shape'
import { type Specification, typeFaults } from './template-types'

let loaded: Specification | undefined

/**
 * Reads a CloudFormation template as AWS would, without AWS: by AWS's own published specification of every resource type and metric, and by
 * this project's laws (no wildcard rights, no named partition, region or account). Gives one sentence per fault, each with its place.
 */
export function checkTemplate(template: unknown): string[] {
  const read = Template.safeParse(template)
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.') || 'template'}: ${issue.message}`)
  loaded ??= loadAwsServiceSpecSync()
  return [
    ...typeFaults(read.data, loaded),
    ...referenceFaults(read.data, loaded),
    ...rightsFaults(read.data),
    ...placeFaults(read.data),
    ...alarmFaults(read.data, loaded),
  ]
}
