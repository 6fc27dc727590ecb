import type { SentInputOf } from '../../../shared/api/endpoint'
import { type StaffDeed, auditApi } from '../../../shared/stores/audit.api'
import { ask } from '../door'
import { useText } from '../language'
import { Export } from '../parts/export'
import { EXPORT_PAGE } from '../parts/exporting'
import { useDeedWords } from './words'

/** The deeds that the filters let through, all of them, with what each changed. */
export function ExportDeeds({ wanted }: { readonly wanted: Omit<SentInputOf<typeof auditApi.listAudit>, 'cursor' | 'limit'> }) {
  const text = useText()
  const words = useDeedWords()
  const changes = ({ change }: StaffDeed): string => (change?.places ?? []).map(({ path, before, after }) => `${path}: ${words.value(before)} → ${words.value(after)}`).join('; ')
  return (
    <Export<StaffDeed>
      name={text.shell.menu.audit}
      columns={[
        { title: text.audit.when, of: ({ at }) => at },
        { title: text.audit.person, of: ({ staff }) => staff.name },
        { title: text.audit.what, of: words.sentence },
        { title: text.audit.deed, of: ({ call }) => call },
        { title: text.audit.target, of: ({ target }) => target ?? '' },
        { title: text.audit.differs, of: changes },
        { title: text.audit.outcome, of: ({ outcome }) => outcome ?? '' },
        { title: text.audit.given, of: ({ input }) => JSON.stringify(input) },
        { title: text.audit.request, of: ({ requestId }) => requestId ?? '' },
        { title: text.audit.chain, of: ({ day, number }) => (number === null ? '' : `${day} #${number}`) },
      ]}
      page={(cursor) => ask(auditApi.listAudit, { ...wanted, limit: EXPORT_PAGE, ...(cursor === undefined ? {} : { cursor }) })}
    />
  )
}
