import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useText } from '../language'
import { csvLine, saveCsv } from '../parts/csv'
import { useSorting } from '../parts/sorting'
import { useValue } from './figures'
import type { Shown } from './report-chart'

/** The same as the chart, number by number, and as a file; a press on a head sorts the days by it. */
export function ReportTable({ days, unit, isLevel, series, file }: Shown & { readonly file: string }) {
  const text = useText()
  const value = useValue()
  const sum = isLevel ? text.today.atEnd : text.today.total
  const at = (values: readonly number[], day: string) => values[days.indexOf(day)] ?? 0
  const { sorting, sort } = useSorting(['day', ...series.map(({ id }) => id ?? 'all')], { by: 'day', isDown: true })
  const { by, isDown } = sorting ?? { by: 'day', isDown: true }
  const sorted = series.find(({ id }) => (id ?? 'all') === by)
  const shown = [...days].sort((a, b) => (isDown ? -1 : 1) * ((sorted === undefined ? 0 : at(sorted.values, a) - at(sorted.values, b)) || (a < b ? -1 : 1)))
  const head = (key: string, name: string, className = '') => (
    <th key={key} scope="col" className={className} aria-sort={by !== key ? 'none' : isDown ? 'descending' : 'ascending'}>
      <button type="button" className="sort-head" onClick={() => sort({ by: key, isDown: by !== key || !isDown })}>{name}{by === key && <span aria-hidden>{isDown ? ' ↓' : ' ↑'}</span>}</button>
    </th>
  )
  const rows = [[text.today.day, ...series.map(({ name }) => name)], ...days.map((day) => [day, ...series.map(({ values }) => at(values, day))]), [sum, ...series.map(({ total }) => total)]]
  const save = () => saveCsv(file, rows.map(csvLine))
  return (
    <section className="panel panel-table">
      <div className="panel-head"><h2>{sum}</h2><Button id="download" icon={<DownloadOutlined />} onClick={save}>{text.today.download}</Button></div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={sum}>
        <table className="difference report">
          <thead><tr>{head('day', text.today.day)}{series.map(({ id, name }) => head(id ?? 'all', name, 'right'))}</tr></thead>
          <tbody>
            <tr className="report-sum"><th scope="row">{sum}</th>{series.map(({ id, total }) => <td key={id} className="right">{value(total, unit)}</td>)}</tr>
            {shown.map((day) => <tr key={day}><th scope="row">{day}</th>{series.map(({ id, values }) => <td key={id} className="right">{value(at(values, day), unit)}</td>)}</tr>)}
          </tbody>
        </table>
      </div>
    </section>
  )
}
