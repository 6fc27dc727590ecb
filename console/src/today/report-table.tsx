import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useText } from '../language'
import { csvLine, saveCsv } from '../parts/csv'
import { useValue } from './figures'
import type { Shown } from './report-chart'

/** The same as the chart, number by number, and as a file. */
export function ReportTable({ days, unit, isLevel, series, file }: Shown & { readonly file: string }) {
  const text = useText()
  const value = useValue()
  const sum = isLevel ? text.today.atEnd : text.today.total
  const recent = [...days].reverse()
  const at = (values: readonly number[], day: string) => values[days.indexOf(day)] ?? 0
  const rows = [[text.today.day, ...series.map(({ name }) => name)], ...days.map((day) => [day, ...series.map(({ values }) => at(values, day))]), [sum, ...series.map(({ total }) => total)]]
  const save = () => saveCsv(file, rows.map(csvLine))
  return (
    <section className="panel panel-table">
      <div className="panel-head"><h2>{sum}</h2><Button id="download" icon={<DownloadOutlined />} onClick={save}>{text.today.download}</Button></div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={sum}>
        <table className="difference report">
          <thead><tr><th scope="col">{text.today.day}</th>{series.map(({ id, name }) => <th key={id} scope="col" className="right">{name}</th>)}</tr></thead>
          <tbody>
            <tr className="report-sum"><th scope="row">{sum}</th>{series.map(({ id, total }) => <td key={id} className="right">{value(total, unit)}</td>)}</tr>
            {recent.map((day) => <tr key={day}><th scope="row">{day}</th>{series.map(({ id, values }) => <td key={id} className="right">{value(at(values, day), unit)}</td>)}</tr>)}
          </tbody>
        </table>
      </div>
    </section>
  )
}
