import { StemList } from './stem-list';

export const es: StemList = {
  language: `es`,
  goods: {
    food: `
      alimento, comida, víveres, harina, azúcar, aceite de, arroz, leche, pescado, carne$,
      legumbres, verdura, agua potable, agua mineral, agua embot, galletas`,
    medical: `
      medicamento, medicina$, medicinas$, material sanit, material médic, equipo médic, equipos
      médic, equipamiento médic, camas de hosp, cama de hosp, camas hosp, silla de ruedas, sillas
      de ruedas, muletas, botiquín, botiquines, vendas, jeringa, mascarilla`,
    hygiene: `
      higiene, jabón, champú, pañales, pañal$, productos de limp, desinfectante, productos de
      higiene`,
    clothing: `ropa$, ropas$, ropa de abr, abrigo, zapato, calzado, chaqueta`,
    bedding: `
      manta$, mantas$, colchon, colchón, almohada, sábana, saco de dorm, sacos de dorm, camas$,
      ropa de cama, toallas`,
    shelter: `
      tienda de camp, tiendas de camp, casas modul, materiales de constr, ventanas, viviendas`,
    household: `muebles, vajilla, frigoríf, nevera, lavadora, electrodom, utensilios`,
    energy: `
      generador, grupo electróg, grupos electróg, batería$, baterías$, panel solar, paneles sol,
      transformador, calefac, calentador, caldera, estufa, linterna, velas$, combustible, leña`,
    water: `
      bomba de agua, bombas de agua, purificador, potabiliz, depósito, filtros de agua, tubería$,
      tuberías$`,
    vehicles: `
      vehículo, coche, autobús, autobuses, ambulancia, camión de bomb, camiones de bomb, furgonet,
      tranvía, remolque, neumático, tractores, bicicleta`,
    rescue: `
      equipo de bomb, equipos de bomb, cascos, casco$, chaleco, extintor, mangueras, equipos de
      protec, equipo de protec, trajes de bomb, equipos de rescate, material de rescate`,
    it: `ordenador, computador, portátiles, impresora, teléfono, tabletas`,
    education: `mobiliario escolar, material escolar, libros, juguete, mochila, parque infantil`,
    reconstruction: `excavadora, cargadora, grúa, herramienta, maquinaria de, reconstrucción`,
    money: `dinero, fondos$, ayuda económ, ayuda financ, subvención`,
    services: `alojamiento, acogida, tratamiento, formación, vacaciones$`,
    other: `dron$, regalo, deportivo, material deport`,
  },
  hints: {
    medical: `sanitario, hospital$, médico`,
    rescue: `bomberos`,
    education: `escolar`,
  },
  generic: `ayuda human, humanitaria, primera neces`,
  vague: `ayuda$, donativo, donación$`,
  parts: `repuesto, recambios`,
  carriers: `camión$, camiones$, tráiler, contenedor`,
  gear: `equipo$, equipos$, equipamiento`,
  and: `y, e`,
  purpose: `para`,
};
