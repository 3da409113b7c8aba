"""What Spanish-speaking clients call our columns.

Keys are ``column`` (in every table that has it) or ``table.column``; keys that begin with ``*`` are
parts from which the names of ranges are put together. Spellings are parted by commas; accents do
not matter.
"""

from __future__ import annotations

COLUMNS: dict[str, str] = {
    "*low": "mín, mínimo, bajo, al menos, límite inferior, valor inferior, desde",
    "*mode": "probable, más probable, esperado, realista, típico, valor esperado",
    "*high": "máx, máximo, alto, como máximo, límite superior, valor superior, hasta",
    "*optimistic": "optimista, mejor caso, escenario optimista",
    "*pessimistic": "pesimista, peor caso, escenario pesimista",
    "*costs": "coste, costo, importe, monto",
    "*benefits": "beneficio, beneficio anual, ahorro, importe, euros al año, ahorro anual,"
    " importe anual",
    "*hours_per_month": "equivalentes a tiempo completo, FTE asignados,"
    " horas por mes, horas al mes, horas mensuales, esfuerzo mensual, h/mes,"
    " horas/mes",
    "*impact": "impacto",
    "*impact_money": "impacto económico, impacto en coste, impacto en costos, impacto financiero,"
    " sobrecoste, impacto en euros, impacto presupuestario",
    "*impact_days": "retraso, impacto en plazo, impacto en días, demora, impacto en el"
    " calendario, días de retraso",
    "*duration_days": "duración, duración de la actividad, duración de la tarea",
    "id": "ID, nº, número, n.º, código, referencia, ref, identificador, clave, núm",
    "title": "título, nombre, denominación, designación",
    "department": "departamento, área, dirección, unidad, área solicitante, división, unidad de"
    " negocio, área de negocio, gerencia, depto, departamento responsable, área usuaria, área"
    " responsable, departamento usuario",
    "currency": "moneda, divisa, código de moneda",
    "price_year": "año de precios, año de precio, base de precios, año base",
    "class": "tipo de proyecto, categoría, clase, clase de proyecto, categoría de proyecto, tipo",
    "size": "tamaño, tamaño funcional, tamaño del proyecto, dimensión",
    "size_unit": "unidad de tamaño, unidad del tamaño, medida del tamaño",
    "interface_count": "interfaces, número de interfaces, nº de interfaces, integraciones,"
    " cantidad de interfaces",
    "user_count": "usuarios, número de usuarios, nº de usuarios, usuarios afectados, cantidad de"
    " usuarios",
    "team_experience": "experiencia del equipo, experiencia, experiencia equipo, madurez del"
    " equipo",
    "requirements_clarity": "claridad de requisitos, claridad de los requisitos, madurez de"
    " requisitos, claridad de requerimientos, calidad de los requisitos",
    "technology_novelty": "novedad tecnológica, novedad de la tecnología, grado de novedad,"
    " novedad técnica, grado de innovación",
    "estimate_effort_person_hours": "esfuerzo, esfuerzo estimado, esfuerzo previsto, esfuerzo"
    " planificado, estimación de esfuerzo, carga de trabajo, esfuerzo planeado, trabajo estimado,"
    " horas estimadas, horas previstas, horas planificadas, jornadas previstas, jornadas"
    " estimadas, horas necesarias, esfuerzo necesario, dedicación interna, dedicación, mano de"
    " obra",
    "estimate_duration_days": "duración, duración estimada, duración prevista, duración"
    " planificada, plazo, duración del proyecto, plazo estimado, plazo previsto, plazo de"
    " ejecución",
    "estimate_cost": "coste estimado, coste previsto, presupuesto, costo estimado, coste"
    " planificado, presupuesto inicial, presupuesto aprobado, estimación de coste, costo"
    " previsto, presupuesto previsto",
    "proposal": "proyecto, propuesta, solicitud, id proyecto, código de proyecto, nº de proyecto,"
    " id propuesta, nº de solicitud, código proyecto, id de proyecto, nº proyecto",
    "goal": "objetivo, objetivos, objetivo estratégico, id objetivo, objetivos estratégicos,"
    " meta, objetivo de negocio, metas",
    "capability": "capacidad, capacidad de negocio, id capacidad, capacidades, código capacidad",
    "service": "servicio, aplicación, sistema, id servicio, servicio TI, aplicación afectada,"
    " sistema afectado, código servicio",
    "option": "opción, alternativa, variante, id opción, escenario, nº de opción, código opción",
    "role": "rol, perfil, función, competencia, recurso, perfil profesional, tipo de recurso",
    "correlation_group": "grupo de correlación, grupo, grupo correlacionado",
    "measure": "indicador, medida, KPI, métrica, indicador de medida, cómo se mide",
    "scorer_role": "rol del evaluador, evaluador, evaluado por, puntuado por, rol evaluador",
    "criterion": "criterio, id criterio, criterio de evaluación, código criterio",
    "proposals.id": "id proyecto, código de proyecto, nº de proyecto, número de proyecto, id"
    " propuesta, nº de solicitud, código proyecto, número de solicitud, id solicitud, nº"
    " proyecto, código propuesta, proyecto, propuesta",
    "proposals.title": "proyecto, nombre del proyecto, título del proyecto, nombre proyecto,"
    " propuesta, iniciativa, asunto, nombre de la propuesta, tema, solicitud, nombre de la"
    " iniciativa",
    "proposals.department": "solicitante, área solicitante, departamento solicitante, unidad"
    " solicitante, peticionario, área peticionaria, dirección solicitante",
    "proposals.sponsor_role": "patrocinador, sponsor, rol del patrocinador, cargo del"
    " patrocinador, promotor, rol del sponsor",
    "proposals.stage": "estado, fase, situación, etapa, estatus, madurez, estado del proyecto",
    "proposals.need": "necesidad, necesidad de negocio, problema, justificación, motivo,"
    " motivación, problemática, planteamiento del problema, por qué",
    "proposals.description": "descripción, resumen, contenido, alcance, descripción del proyecto,"
    " solución propuesta, detalle",
    "proposals.risk_of_not_doing": "riesgo de no hacerlo, consecuencia de no hacerlo, coste de no"
    " actuar, riesgo si no se hace, impacto de no hacerlo, riesgo de no hacer, consecuencias de"
    " no hacerlo",
    "proposals.start_window": "inicio, fecha de inicio, comienzo, inicio previsto, inicio"
    " deseado, inicio estimado, fecha inicio, arranque, inicio planificado, fecha de comienzo,"
    " inicio propuesto, comienzo propuesto",
    "proposals.wanted_finish": "fin, fecha de fin, fecha deseada, fecha límite, plazo deseado,"
    " fin deseado, fin previsto, fecha objetivo, entrega, fecha de entrega, vencimiento, fecha"
    " fin, puesta en marcha, fecha de finalización, puesta en producción, fin propuesto, fecha de"
    " fin propuesta, plazo legal, finalización deseada",
    "proposals.requested_budget": "presupuesto, presupuesto solicitado, importe solicitado,"
    " coste, costo, presupuesto total, inversión, coste total, costo total, financiación"
    " solicitada, coste del proyecto, coste estimado, monto solicitado, inversión solicitada,"
    " importe, coste previsto, estimación de costes",
    "proposals.requested_budget_covers": "el presupuesto cubre, presupuesto cubre, alcance del"
    " presupuesto, cobertura del presupuesto, qué cubre el presupuesto",
    "goals.id": "id objetivo, nº objetivo, código objetivo, número de objetivo",
    "goals.title": "objetivo, objetivo estratégico, título del objetivo, nombre del objetivo, meta",
    "goals.unit": "unidad, unidad de medida",
    "goals.baseline": "valor actual, línea base, valor inicial, situación actual, valor de"
    " partida, actual",
    "goals.target": "meta, valor objetivo, valor meta, objetivo numérico, valor deseado",
    "goals.date": "fecha, fecha objetivo, plazo, para cuándo, fecha límite, fecha meta, fecha"
    " fin, fecha de fin",
    "goals.owner_role": "responsable, propietario, rol responsable, dueño, cargo responsable",
    "goals.weight": "peso, ponderación, prioridad en puntos, peso del objetivo",
    "proposal_goals.contribution": "contribución, aportación, aporte, contribución al objetivo,"
    " porcentaje de contribución, participación",
    "capabilities.id": "id capacidad, nº capacidad, código capacidad, código de capacidad",
    "capabilities.title": "capacidad, nombre de la capacidad, capacidad de negocio",
    "capabilities.parent": "padre, capacidad padre, capacidad superior, pertenece a, nivel"
    " superior",
    "capabilities.importance": "importancia, importancia estratégica, relevancia, criticidad",
    "capabilities.maturity_now": "madurez actual, madurez, nivel actual, madurez hoy, nivel de"
    " madurez actual",
    "capabilities.maturity_target": "madurez objetivo, madurez deseada, nivel objetivo, madurez"
    " meta, nivel de madurez objetivo",
    "capabilities.department": "responsable, área responsable, propietario",
    "capabilities.goals": "objetivos, objetivos que sirve",
    "proposal_capabilities.maturity_gain": "ganancia de madurez, mejora de madurez, incremento de"
    " madurez, mejora en niveles, aumento de madurez",
    "services.id": "id servicio, código servicio, id aplicación, código aplicación, nº servicio",
    "services.title": "servicio, aplicación, nombre del servicio, nombre de la aplicación,"
    " sistema, nombre del sistema, servicio TI",
    "services.description": "descripción, función, finalidad, descripción del servicio, funciones",
    "services.supplier": "proveedor, fabricante, suministrador, proveedor del servicio",
    "services.notice_days": "preaviso, días de preaviso, plazo de preaviso",
    "services.role": "rol, rol de operación, operado por",
    "service_costs.service": "servicio, aplicación",
    "service_costs.month": "mes, mes de facturación",
    "service_costs.amount": "importe, coste, coste mensual",
    "service_costs.units": "unidades, cantidad, número de usuarios",
    "services.hosting": "alojamiento, hosting, tipo de alojamiento, despliegue, modelo de"
    " alojamiento, modalidad de alojamiento",
    "services.annual_cost": "coste anual, costo anual, coste por año, coste operativo, costo por"
    " año, gasto anual, coste de explotación, coste anual de operación",
    "services.technical_fit": "adecuación técnica, calidad técnica, estado técnico, ajuste"
    " técnico, salud técnica",
    "services.functional_fit": "adecuación funcional, calidad funcional, ajuste funcional,"
    " cobertura funcional",
    "services.contract_end": "fin de contrato, fin del contrato, vencimiento del contrato, fecha"
    " fin de contrato, vencimiento contrato, expiración del contrato",
    "options.id": "id opción, nº opción, código opción, id alternativa, número de opción",
    "options.title": "opción, alternativa, nombre de la opción, título de la opción, variante,"
    " solución",
    "options.kind": "tipo, tipo de opción, clase de opción, modalidad, tipo de solución, hacer o"
    " comprar, naturaleza",
    "options.benefit_share": "parte de los beneficios, porcentaje de beneficios, cuota de"
    " beneficio, proporción de beneficios",
    "options.scope": "alcance, cobertura, alcance cubierto, extensión",
    "options.goals": "objetivos, objetivos cubiertos, objetivos atendidos",
    "options.replaces": "reemplaza, servicios reemplazados, sustituye",
    "options.term_months": "plazo, horizonte, vida útil, duración del contrato, plazo en meses,"
    " período de análisis, duración en meses, vigencia",
    "options.months_to_benefit": "meses hasta beneficio, meses hasta el beneficio, tiempo hasta"
    " beneficio, meses hasta el primer beneficio",
    "options.exit_cost": "coste de salida, costo de salida, costes de salida, coste de"
    " desmantelamiento",
    "options.lock_in": "dependencia del proveedor, lock-in, cautividad, dependencia de proveedor,"
    " ataduras al proveedor",
    "costs.element": "elemento, elemento de coste, partida, concepto, partida de coste, línea,"
    " rubro, elemento de costo, tipo de coste, clase de coste",
    "costs.cost_type": "tipo de coste, tipo de costo, capex/opex, tipo de gasto, inversión o gasto",
    "costs.purpose": "finalidad, propósito, destino, uso, para qué",
    "costs.mode": "coste, costo, importe, valor, monto, coste previsto",
    "costs.period": "periodo, período, periodicidad, frecuencia, recurrencia",
    "benefits.title": "beneficio, descripción del beneficio, ahorro, nombre del beneficio,"
    " ventaja, tipo de beneficio, clase de beneficio, beneficio esperado",
    "benefits.mode": "importe, beneficio anual, valor, beneficio por año, ahorro anual, importe"
    " anual",
    "benefits.unit": "unidad, unidad de medida, unidad del beneficio",
    "benefits.ramp_months": "rampa, meses de rampa, meses hasta beneficio pleno, periodo de"
    " rampa, meses de arranque",
    "benefits.department": "área beneficiaria, beneficiario, responsable del beneficio",
    "benefits.cashable": "monetizable, efectivo, liberación de caja, ahorro presupuestario,"
    " realizable en caja, en efectivo",
    "dependencies.from": "de, desde, proyecto, proyecto dependiente, sucesor, del proyecto,"
    " proyecto origen",
    "dependencies.to": "a, hacia, depende de, requiere, necesita, prerrequisito, predecesor,"
    " proyecto requerido, dependencia, proyecto destino, dependencias",
    "dependencies.type": "tipo, tipo de dependencia, relación, clase de dependencia, tipo de"
    " relación",
    "dependencies.lag_days": "desfase, retardo, espera, días de espera, desfase en días",
    "dependencies.strength": "fuerza, intensidad, fuerza de la dependencia, fuerza del vínculo",
    "demand.hours_per_month_mode": "horas por mes, demanda, horas al mes, horas mensuales,"
    " necesidad en horas, horas requeridas",
    "demand.start_month": "mes de inicio, primer mes, desde el mes, mes inicial",
    "demand.months": "meses, número de meses, duración, duración en meses, nº de meses",
    "capacity.month": "mes, periodo, período, mes natural",
    "capacity.gross_hours": "equivalentes a tiempo completo, FTE asignados,"
    " capacidad, horas brutas, capacidad bruta, horas disponibles, horas"
    " contratadas, horas de contrato, disponibilidad, horas laborables",
    "capacity.absence_hours": "ausencias, ausencia, vacaciones, vacaciones y bajas, horas de"
    " ausencia",
    "capacity.run_work_hours": "operación, operaciones, trabajo corriente, explotación, horas de"
    " operación, día a día, trabajo operativo, mantenimiento, operativa diaria, trabajos"
    " habituales",
    "capacity.ticket_hours": "tickets, soporte, horas de soporte, horas de tickets, incidencias",
    "*project": "proyecto, id proyecto, código de proyecto, nº de proyecto, número de proyecto,"
    " código proyecto, referencia del proyecto, nº proyecto",
    "*description": "descripción, descripción breve, detalle",
    "*project_title": "nombre del proyecto, título del proyecto, nombre proyecto, proyecto",
    "in_flight.hours_per_month": "horas por mes, horas al mes, horas mensuales, horas asignadas,"
    " esfuerzo mensual",
    "in_flight.finish_estimate": "fin estimado, fin previsto, fecha de fin, fin, fecha fin, fecha"
    " de fin prevista, finalización prevista, fecha de finalización, finalización estimada, fin"
    " proyectado",
    "in_flight.start_date": "inicio, fecha de inicio, comienzo, fecha inicio, inicio real",
    "in_flight.effort_to_date_person_hours": "esfuerzo hasta la fecha, esfuerzo consumido,"
    " esfuerzo real, horas consumidas, esfuerzo a la fecha, horas reales",
    "in_flight.cost_to_date": "coste hasta la fecha, costo a la fecha, coste real, gastado, gasto"
    " hasta la fecha, coste acumulado, costo real, gasto real, ya gastado, gasto acumulado,"
    " ejecutado",
    "history.delivery": "modalidad, tipo de solución, forma de entrega, tipo de entrega,"
    " entregado como, hacer o comprar",
    "history.start_date": "inicio, fecha de inicio, comienzo, fecha inicio, inicio real,"
    " lanzamiento, desde",
    "history.finish_date": "fin, fecha de fin, cierre, fecha de cierre, fin real, fecha fin,"
    " terminado el, fecha de finalización, finalización, puesta en producción, hasta",
    "history.actual_effort_person_hours": "esfuerzo real, esfuerzo final, horas reales, esfuerzo"
    " consumido, esfuerzo efectivo, trabajo real, horas ejecutadas, jornadas reales, horas"
    " efectivas",
    "history.actual_cost": "coste real, costo real, coste final, costo final, gasto real, coste"
    " total, coste definitivo, costo total",
    "history.actual_duration_days": "duración real, duración final, plazo real, duración efectiva",
    "tickets.ticket": "número de ticket, id de ticket, número de incidencia, n.º de ticket",
    "tickets.category": "categoría, tipo, tipo de ticket, clase, categoría del ticket",
    "tickets.opened": "abierto, abierto el, creado, fecha de apertura, creado el, fecha de"
    " creación, apertura",
    "tickets.closed": "cerrado, cerrado el, resuelto, fecha de cierre, resuelto el, cierre",
    "tickets.hours": "horas, tiempo dedicado, esfuerzo, horas dedicadas, tiempo empleado",
    "flow.team": "equipo, escuadra, nombre del equipo, grupo",
    "flow.item": "elemento, tarea, ticket, historia, elemento de trabajo, clave",
    "flow.started": "iniciado, inicio, comenzado, iniciado el, fecha de inicio",
    "flow.done": "terminado, fin, hecho, completado, terminado el, fecha de fin, finalizado",
    "risks.title": "riesgo, descripción del riesgo, descripción, nombre del riesgo, amenaza",
    "risks.probability": "probabilidad, verosimilitud, probabilidad de ocurrencia, prob",
    "risks.impact_money_mode": "impacto, impacto económico, impacto en coste, sobrecoste, impacto"
    " financiero",
    "risks.impact_days_mode": "retraso, demora, impacto en plazo, impacto en días",
    "risks.origin": "origen, fuente, procedencia, identificado en",
    "activities.activity": "actividad, tarea, paquete de trabajo, id actividad, id tarea, código"
    " tarea, nº de actividad",
    "activities.title": "nombre de la actividad, nombre de la tarea, descripción, título de la"
    " actividad",
    "activities.predecessors": "predecesores, predecesoras, predecesor, depende de, después de,"
    " antecesoras",
    "activities.duration_days_mode": "duración, duración prevista, duración de la tarea, plazo",
    "correlations.one": "grupo 1, primer grupo, grupo A, uno",
    "correlations.other": "grupo 2, segundo grupo, grupo B, otro",
    "correlations.correlation": "correlación, coeficiente de correlación, coeficiente",
    "criteria.id": "id criterio, nº criterio, código criterio",
    "criteria.title": "criterio, nombre del criterio, criterio de evaluación",
    "criteria.direction": "dirección, sentido, sentido de preferencia, preferencia",
    "criteria.scale_low": "escala mínima, mínimo de la escala, escala desde, escala mín",
    "criteria.scale_high": "escala máxima, máximo de la escala, escala hasta, escala máx",
    "criteria.weight": "peso, ponderación, importancia",
    "criteria.weight_method": "método de ponderación, método, método de peso",
    "comparisons.other": "otro criterio, comparado con, criterio 2, criterio comparado",
    "comparisons.ratio": "relación, razón, ratio, importancia relativa",
    "judgements.item": "proyecto, propuesta, proyecto evaluado, elemento, objeto evaluado",
    "judgements.value": "puntuación, nota, puntos, valor, valoración, calificación",
    "judgements.time": "fecha, momento, evaluado el, fecha de evaluación",
    "stakeholders.department": "parte interesada, interesado, grupo de interés",
    "stakeholders.role": "representante, representado por, portavoz, interlocutor",
    "stakeholders.interest": "interés, nivel de interés",
    "stakeholders.influence": "influencia, poder, nivel de influencia",
    "overlap_answers.a": "a, primera propuesta",
    "overlap_answers.b": "b, segunda propuesta, otra propuesta",
    "overlap_answers.answer": "respuesta, veredicto",
    "overlap_answers.by_role": "rol, respondido por",
    "overlap_answers.date": "fecha, día, respondido el",
    "targets.kind": "tipo, tipo de meta, dimensión",
    "targets.name": "nombre, meta para",
    "targets.share": "cuota, cuota objetivo, proporción",
    "scenarios.name": "nombre, escenario, nombre del escenario",
    "scenarios.setting": "ajuste, parámetro",
    "scenarios.value": "valor, fijado en",
    "answers.proposal": "propuesta, proyecto",
    "answers.question": "pregunta, clave de la pregunta",
    "answers.department": "departamento, respondido por el departamento",
    "answers.answer": "respuesta",
    "answers.date": "fecha, respondido el",
    "decisions.proposal": "propuesta, proyecto",
    "decisions.decision": "decisión, decidido",
    "decisions.by_role": "decidido por, rol",
    "decisions.date": "fecha, fecha de la decisión, decidido el",
    "decisions.reason": "razón, motivo, justificación",
    "notes.field": "campo, sobre, tema, referente a, asunto",
    "notes.text": "nota, comentario, observación, texto, observaciones",
    "notes.value": "valor, valor alternativo, en su lugar, valor corregido",
    "notes.reason": "motivo, razón, por qué, justificación",
    "notes.role": "autor, rol del autor, escrito por, por",
    "notes.date": "fecha, día, fecha de la nota",
    "rates.year": "año, año de precios, ejercicio",
    "rates.factor": "factor, tasa, tipo de cambio, tasa de cambio, factor de conversión",
    "benefits.measure": "forma de medición, cómo se mide, modo de medición",
    "*plan": "previsto, planificado, estimado, presupuestado, plan, inicial",
    "*actual": "real, realizado, ejecutado, final, gastado",
}
