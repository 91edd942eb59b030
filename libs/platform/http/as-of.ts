import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';

/** `?asOf=`: a sealed position of the ledger, named by its instant. */
export class AsOfQuery {
  @ApiPropertyOptional({
    format: 'date-time',
    description:
      'what the ledger had sealed by then (within a second of its recording); the same question ' +
      'gets the same answer for ever',
  })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'must be an instant, as 2026-01-31T12:00:00Z' })
  @Matches(/T.*(Z|[+-]\d\d:?\d\d)$/, {
    message: 'must be an instant with its zone, as …T12:00:00Z',
  })
  asOf?: string;
}
