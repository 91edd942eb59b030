import { ApiPropertyOptional } from '@nestjs/swagger';

const Text = (description?: string) =>
  ApiPropertyOptional({ type: String, nullable: true, description });
const Amount = (description?: string) =>
  ApiPropertyOptional({
    oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'null' }],
    description,
  });

/**
 * A line of a report that comes as JSON: the columns of a file, in camelCase. It is read as a row of a
 * file is, so nothing is checked here; what is wrong with it is among the report's errors.
 */
export class ReportLineInput {
  @Text('waybill or CMR number') reference?: string | null;
  @Text('of the dispatch or the receipt; a public source may know the month alone')
  date?: string | null;
  @Text('where each line names its own city') reportingCity?: string | null;
  @Text('id, Wikidata id, KATOTTG, UN/LOCODE or a name') partnerCity?: string | null;
  @Text('code or label; absent: proposed from the item') category?: string | null;
  @Text() item?: string | null;
  @Amount() quantity?: number | string | null;
  @Text() unit?: string | null;
  @Amount() packages?: number | string | null;
  @Amount('in kilograms, unless its text names another unit') massKg?: number | string | null;
  @Amount() value?: number | string | null;
  @Text('ISO 4217') currency?: string | null;
  @Text('code of the declaration of humanitarian aid') declaration?: string | null;
  @Text('public source: where it was made public') sourceUrl?: string | null;
  @Text('lines with the same case are one shipment or delivery') case?: string | null;
  @Text('day, month, period or unknown') datePrecision?: string | null;
  @Text() note?: string | null;
  @Text('public source: of a receiving city that cannot be told') receiverCountry?: string | null;
  @Text('public source: of a sending city that cannot be told') senderCountry?: string | null;
}
