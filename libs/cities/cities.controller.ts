import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission } from '@pobratym/identity';
import { CitiesService } from './cities.service';
import { CategoryDto, CategoryPage, CityDto, CityPage, CityQuery } from './dto/city.dto';

@ApiTags('cities')
@Controller()
export class CitiesController {
  constructor(private readonly cities: CitiesService) {}

  @Get('cities')
  @Permission('place.read')
  @ApiOkResponse({ type: CityPage })
  async list(@Query() query: CityQuery): Promise<CityPage> {
    const page = await this.cities.list(query);
    return { ...page, items: page.items.map(CityDto.of) };
  }

  @Get('cities/:id')
  @Permission('place.read')
  @ApiOkResponse({ type: CityDto })
  async get(@Param('id') id: string): Promise<CityDto> {
    return CityDto.of(await this.cities.get(id));
  }

  @Get('categories')
  @Permission('place.read')
  @ApiOkResponse({ type: CategoryPage })
  async listCategories(): Promise<CategoryPage> {
    const categories = await this.cities.listCategories();
    return { items: categories.map(CategoryDto.of), nextCursor: null };
  }
}
