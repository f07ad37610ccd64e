"""Portuguese, of Portugal and of Brazil."""

from opsdesk.taxonomy import Reason
from opsdesk.vendors.tracking.phrases.senses import Sense, language

DONE = r"(?:entregues?)"
WHAT = r"(?:(?:o|a|seu|sua|este|esta|nosso|um|uma|os|as|teu|tua)? ?(?:\w+ )?(?:objeto|objecto|encomenda|pacote|envio|pedido|item|remessa|carta|mercadoria|volume|entrega|estado|status|produto|compra)s?(?: (?:n[o.]? ?)?[a-z0-9]*\d[a-z0-9]*)?,?:? )"
AUX = r"(?:(?:foi|foram|esta|estao|e|ja|com|sucesso|hoje|ontem|sido|tem|finalmente|o|a|as|em|as|corretamente|ha|havia|nos|\d[\d/:.]*) )"
SENDER = r"(?:(?:ao|a|para o|pelo|no) )?(?:remetente|vendedor|expedidor|lojista|origem|loja)"
RECIPIENT = r"(?:destinatari[oa]|cliente|recebedor)"
SHOP = r"(?:(?:ponto|loja|agencia|locker|cacifo|posto|balcao|unidade de retirada|estacao|lojas?|armario|papelaria)(?: (?:de |dos |para |ctt )?(?:recolha|retirada|correios|ctt|pickup|coleta|levantamento|entrega|parceir[oa]|pick ?up|proxim[oa]|postal|inteligente))*)"
NOT_RECIPIENT = r"(?:transportador\w*|carteiro|estafeta|motorista|centro|armazem|unidade|hub|deposito|companhia|aeroporto|alfandega|porto|operador|agente|parceiro|correios|ctt|pais|terminal|distribuidor|plataforma|empresa de transporte|base|courier|fiscalizacao|receita federal|entregador)"

PORTUGUESE = language(
    "pt",
    {
        Sense.NOISE: (
            r"(?:endereco|morada|data|hora|horario|instrucoes|comprovativo|comprovante|prova|opcoes|aviso|janela|prazo|preferencias) de entrega(?! (?:\w+ )?(?:incorret|incomplet|desconhecid|errad|insuficient|nao|incorrect|inexistent))",
            r"(?:notificacao|mensagem|e ?mail|sms|fatura|documentos?|documentacao|informacao|dados|aviso)(?: (?:foi|foram|esta|ja))* (?:entregue|enviad[oa]|transmitid[oa])s?",
        ),
        Sense.NOT_COLLECTED: (
            r"nao(?: \w+){0,3} (?:levantad|retirad|reclamad|recolhid|procurad|buscad)[oa]s?(?: pelo (?:cliente|destinatario))?|(?:cliente|destinatario) nao (?:\w+ )?(?:levantou|retirou|compareceu|buscou)|prazo (?:de \w+ )?(?:\w+ )?(?:expirado|esgotado|ultrapassado|encerrado|terminado|vencido|excedido)|nao procurado",
        ),
        Sense.RETURNED: (
            r"(?:foi |esta |ja )*(?:devolvid[oa]|entregue|restituid[oa]|retornad[oa])s?(?: com sucesso)? (?:ao|a|para o|no) ?(?:remetente|vendedor|expedidor|lojista|origem)|devolucao (?:\w+ )?(?:entregue|concluida|recebida|efetuada|finalizada)|(?:remetente|vendedor) (?:ja )?recebeu (?:a devolucao|a encomenda|o objeto)",
        ),
        Sense.RETURNING: (
            rf"(?:sera|vai ser|esta a ser|sendo|deve ser|em processo de|em|a ser|em curso de)(?: \w+)? (?:devolvid[oa]|devolucao|retornad[oa]|retorno)(?: {SENDER})?|devolucao|devolvid[oa]|em retorno|retorno ao|de volta ao (?:remetente|vendedor)|voltando (?:ao|para o) remetente|sera devolvid[oa]",
        ),
        Sense.ATTEMPT: (
            r"(?:nao|nunca|sem|ainda nao)(?: \w+){0,6} (?:entregues?|entregar|entregamos|entregou|entrega|ser entregue|efetuada|realizada)|(?:impossivel|impossibilidade de|impossibilitad[oa]) (?:\w+ )?(?:entregar|entrega|a entrega)|nao foi possivel(?: \w+){0,3}(?: entregar| entrega)?",
            r"(?:entrega)(?: \w+){0,3} (?:nao (?:\w+ )?(?:conseguida|realizada|efetuada|possivel|concluida|efectuada|conseguid)\w*|falhad[oa]|falhou|fracassad[oa]|sem sucesso|impossivel|frustrad[oa]|recusad[oa]|mal sucedida|malsucedida|nao)(?: \w+)?|nao entregue|(?:tentativa|tentativas|tentamos|tentou|tentado)(?: \w+){0,3}(?:entreg\w*|falhad\w*)?|(?:falha|erro|problema|insucesso) (?:na|de|da|com a|durante a) (?:tentativa de )?(?:entrega)|aviso (?:de passagem|deixado|de visita)|(?:marcad|registad|registrad|reportad|indicad)[oa] (?:\w+ )?como entregue|entregue (?:por engano|por erro|no endereco errado|em endereco errado|na morada errada|indevidamente)|entregue[: ,(]+(?:nao|falhou)\b|ausente|nao conseguida|carteiro nao atendido|por engano como entregue",
        ),
        Sense.COLLECTED: (
            rf"(?:foi |ja )*(?:levantad|retirad|recolhid|buscad)[oa] (?:pelo|pela|por) (?:o |seu )?{RECIPIENT}(?: \w+){{0,3}}|(?:o )?(?:{RECIPIENT}) (?:ja )?(?:levantou|retirou|recebeu)(?: \w+){{0,3}}",
        ),
        Sense.READY: (
            rf"(?:disponivel|pront[oa]|aguarda|aguardando|a espera)(?: \w+){{0,5}} (?:retirada|retirar|levantamento|levantar|recolha|levantad[oa]|retirad[oa]|{SHOP})(?: \w+){{0,2}}|(?:pode|podera|podem|deve)(?: \w+){{0,4}} (?:levantar|retirar|levantad[oa]|retirad[oa]|recolher|ir buscar|buscar)(?: \w+)?|(?:{DONE}|depositad[oa]|chegou|deixad[oa]|recebid[oa]|encontra se|esta) (?:ja )?(?:ao|a|no|na|num|numa|em|aos) ?(?:um |uma |seu |sua )*(?:\w+ )?{SHOP}(?: \w+)?|aguard\w* (?:retirada|levantamento|recolha)|para levantamento|disponivel em",
        ),
        Sense.TO_PICKUP: (
            rf"(?:sera|a caminho|encaminhad[oa]|redirecionad[oa]|em transito|direcionad[oa]|desviad[oa]|vai ser|em rota)(?: \w+){{0,4}} (?:ao|a|no|na|para o|para a|para um|para uma|para|em) (?:\w+ )?{SHOP}(?: \w+)?",
        ),
        Sense.HANDED: (
            rf"(?:{DONE}|transferid[oa]|encaminhad[oa]|passad[oa]) (?:ao|a|aos|no|na|a um|pela|para|para o|para a|em) ?(?:um |uma |nosso |nossa |o |a )*(?:\w+ )?{NOT_RECIPIENT}(?: \w+){{0,4}}|entrega parcial|parcialmente entregue|entregue parcialmente",
        ),
        Sense.LEFT: (r"(?:saiu|saida|sair|sai|rota) (?:para|de) (?:a |sua )?entrega(?: ao destinatario)?|sera entregue hoje",),
        Sense.PLANNED: (
            rf"(?:sera|serao|vai|vamos|vao|deve|devera|deveria|pode|podera|poderia|para|a ser|por|ser|sendo|pront[oa] para|aguarda|aguardando|prestes a|esta a|sera)(?: \w+){{0,4}} (?:{DONE}|entregar|ser {DONE}|entregue)(?: \w+){{0,3}}|entregaremos|(?:assim que|quando|se|ate que|antes de|depois de|apos|logo que|caso|uma vez|enquanto)(?: \w+){{0,7}} (?:{DONE}|entrega|entregar)(?: \w+){{0,2}}|(?:entrega|chegada)(?: \w+){{0,2}} (?:prevista|programada|agendada|estimada|planeada|planejada|reagendada|adiada|amanha|pendente|esperada|marcada|para (?:o|amanha|hoje)|em preparacao|sera|solicitada)(?: \w+){{0,4}}|(?:pendente|a espera|preparacao|preparando|prevista para|proxima|nova|aguarda|aguardando|para) (?:de |para )?(?:a |sua )?entrega(?: \w+)?|entregue (?:amanha|em breve|brevemente|ate|entre)|por entregar",
        ),
        Sense.OUT: (
            r"(?:saiu|saida|sai[du]\w*|em saida|a sair) para (?:a )?entrega(?: ao destinatario)?|em (?:processo de )?(?:distribuicao|entrega)\b|(?:em |na )rota de entrega|(?:com|na posse d)o (?:carteiro|estafeta|motorista|entregador|distribuidor)|(?:no|na) (?:veiculo|carrinha|viatura|camiao|caminhao)(?: de (?:entrega|distribuicao))?|em entrega|a caminho d[oe] (?:destinatario|si|seu endereco|sua morada)|sera entregue hoje|entregador (?:esta )?a caminho|em rota para entrega|saiu em entrega",
        ),
        Sense.DELIVERED: (
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:{DONE})\b(?! (?:ao|a|no|na|em|para) (?:um |uma |o |a )?(?:centro|armazem|agencia|loja|ponto|alfandega|transportad\w+))",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:deixad[oa]|depositad[oa]|recebid[oa]) (?:na|no|com|pelo|pela|em|a|ao) (?:o |a |um |uma |sua |seu )?(?:caixa de correio|caixa do correio|vizinh[oa]|portaria|porteiro|rececao|recepcao|local seguro|porta|domicilio|destinatari[oa]|cliente|familiar|jardim|garagem)",
            r"^(?:a |sua )?entrega(?: (?:foi|esta))?(?: (?:ja|com sucesso))* (?:realizada|concluida|efetuada|efectuada|bem sucedida|confirmada|finalizada|conseguida|com sucesso)|^entregamos (?:sua|seu|a|o) (?:encomenda|pedido|objeto)|^o destinatario recebeu",
        ),
        Sense.CANCELLED: (r"(?:envio|pedido|etiqueta|encomenda|objeto|remessa|postagem)(?: (?:foi|esta))* (?:cancelad|anulad)[oa]|^(?:cancelad|anulad)[oa]\b",),
        Sense.LABEL: (
            r"etiqueta(?: \w+){0,4} (?:criada|gerada|impressa|emitida)|(?:informacao|informacoes|dados|pre ?aviso)(?: \w+){0,4} (?:recebid|transmitid|registad|registrad|eletronic|enviad)[oa]?s?|pre ?(?:registad|registrad|postad|anunciad)[oa]|(?:envio|pedido|encomenda|objeto)(?: \w+){0,3} (?:registad|registrad|anunciad|preparad|criad)[oa]|em preparacao|aguarda(?:ndo)? (?:postagem|recolha pel\w+|aceitacao|rececao)|ainda nao (?:\w+ )?(?:recebid|aceit|postad)[oa]",
        ),
        Sense.PICKED_UP: (
            r"postad[oa]|(?:objeto|encomenda|envio)(?: \w+)? (?:aceit[eoa]|recolhid[oa]|coletad[oa])|aceit[eoa]\b(?: (?:pel|n)\w+)?|recolhid[oa]\b|coletad[oa]\b|recolha efetuada|coleta realizada|recebid[oa] (?:pel[oa]|n[oa]) (?:transportadora|correios|ctt|operador|agencia de origem|courier)|na posse da transportadora",
        ),
        Sense.MOVING: (
            r"em transito|transito|a caminho|encaminhad[oa]|chegou|chegada|partiu|partida|saiu d[eoa]|saida d[eoa]|triagem|tratamento|processad[oa]|centro de|unidade de|recebid[oa] n[oa]|expedid[oa]|enviad[oa]|transferid[oa]|desalfandegad[oa]|liberad[oa] (?:pela|na) (?:alfandega|fiscalizacao)|alfandeg\w*|fiscalizacao|digitalizad[oa]|carregad[oa]|descarregad[oa]|pais de destino|em movimento|importacao|exportacao|em viagem|reencaminhad[oa]",
        ),
    },
    {
        Reason.DESTROYED: (r"destruid[oa]|destruicao|descartad[oa]|inutilizad[oa]",),
        Reason.DAMAGED: (r"(?<!nao )(?:danificad|avariad|violad|estragad)[oa]s?|(?<!sem )danos?\b|avaria (?:n[oa]|do) (?:objeto|encomenda|conteudo)|embalagem (?:rota|rasgada)",),
        Reason.LOST: (r"perdid[oa]s?|extraviad[oa]s?|extravio|perda\b|roubad[oa]|roubo|furtad[oa]|nao localizad[oa]|desaparecid[oa]",),
        Reason.PAYMENT_DUE: (r"(?:pagamento)(?: \w+){0,3} (?:pendente|requerido|necessario|exigido|em falta)|aguard\w+ (?:o )?pagamento|(?:tributos|impostos|taxas|direitos|encargos)(?: \w+){0,4} (?:pendentes?|a pagar|por pagar|devid\w+)|direitos aduaneiros|despacho postal pendente|porte insuficiente|a pagar|por pagar|taxa a",),
        Reason.CUSTOMS_DOCS: (r"(?:documentos?|documentacao|fatura|informacao|informacoes|dados)(?: \w+){0,3} (?:em falta|incomplet|requerid|pendente|insuficient|necessari|adiciona|solicitad|aduaneir|faltando)\w*|(?:falta|faltam|falta de|aguarda\w*|requer|necessario)(?: \w+)? (?:documentos?|documentacao|fatura|informacao|informacoes)|fatura comercial",),
        Reason.CUSTOMS_HOLD: (r"alfandeg\w*\b(?<!desalfandeg)(?<!liberado pela alfandega)(?<!liberada pela alfandega)|aduan\w+ brasileir\w+|fiscalizacao aduaneira(?! (?:finalizada|concluida))|desalfandegamento(?! (?:concluido|finalizado|efetuado))|receita federal|desembaraco(?! (?:concluido|finalizado))",),
        Reason.SECURITY_HOLD: (r"(?:controlo|controle|motivos|razoes|inspecao|verificacao) de seguranca",),
        Reason.WEATHER: (r"meteorolog\w*|condicoes (?:climaticas|climatericas|atmosfericas)|mau tempo|neve|tempestade\w*|temporal\b|inundac\w*|enchente|chuvas?|alagamento",),
        Reason.FORCE_MAJEURE: (r"greve|forca maior|desastre natural|terramoto|terremoto|pandemia|emergencia|calamidade|catastrofe|paralisacao",),
        Reason.BUSINESS_CLOSED: (r"(?:empresa|escritorio|loja|estabelecimento|comercio|destinatario|local|firma)(?: \w+){0,2} (?:fechad[oa]|encerrad[oa])|encerrado (?:para|por)|fechado\b|encerramento",),
        Reason.REFUSED: (r"recusad[oa]|recusou|recusa\b|rejeitad[oa] pelo (?:destinatario|cliente)|nao aceit[eoa] pelo (?:destinatario|cliente)|(?:destinatario|cliente) nao (?:quis|aceitou)",),
        Reason.RECIPIENT_MOVED: (r"mudou (?:se|de)|mudou|ja nao (?:mora|reside|vive)|mudanca de (?:morada|endereco) do destinatario|nao reside",),
        Reason.PICKUP_NOT_COLLECTED: (r"nao (?:\w+ ){0,2}(?:levantad|retirad|reclamad|procurad|buscad)[oa]|prazo (?:de \w+ )?(?:\w+ )?(?:expirado|esgotado|ultrapassado|encerrado|excedido)|(?:cliente|destinatario) nao (?:levantou|retirou|compareceu)",),
        Reason.ADDRESS_PROBLEM: (r"(?:endereco|morada)(?: \w+){0,4} (?:incorret|incorrect|incomplet|desconhecid|errad|insuficient|inexistent|nao (?:encontrad|localizad|valid|exist)|invalid|corrigid)\w*|(?:erro|problema|falta)(?: \w+){0,2} (?:endereco|morada|numero da porta)|destinatario desconhecid[oa]|desconhecid[oa]\b|codigo postal (?:incorreto|errado)|numero inexistente",),
        Reason.ACCESS_RESTRICTED: (r"sem acesso|acesso (?:\w+ )?(?:restrito|impossivel|negado|bloqueado|dificil)|inacessivel|cao\b|cachorro|caixa (?:de correio )?cheia|area (?:de risco|com distribuicao|perigosa|restrita)|zona de risco",),
        Reason.RECIPIENT_UNAVAILABLE: (r"ausente|ausencia|ninguem (?:em|para|disponivel|\w+)|(?:destinatario|cliente)(?: \w+){0,3} (?:nao (?:estava|se encontrava|atendeu|disponivel|localizado|presente)|ausente|indisponivel)|carteiro nao atendido|nao atendido|nao havia ninguem|aviso deixado|nao estava em casa",),
        Reason.MISSORTED: (r"mal (?:encaminhad|classificad|direcionad)[oa]|erro de (?:encaminhamento|triagem|expedicao|roteamento)|encaminhad[oa] (?:incorretamente|por engano|erradamente)|centro errado|rota errada|enviad[oa] para (?:o )?(?:local|centro) errado",),
        Reason.REJECTED_BY_CARRIER: (r"(?:rejeitad|recusad)[oa] pel[oa] (?:transportador\w*|correios|ctt|operador|companhia)|mercadoria (?:perigosa|proibida)|objeto proibido|excesso de (?:peso|dimensoes)|nao conforme",),
        Reason.SHIPPER_DATA: (r"etiqueta(?: \w+){0,2} (?:ilegivel|danificada|incorreta|em falta)|(?:dados|informacoes) (?:incompletos|em falta|incorretos) do remetente|embalagem (?:insuficiente|inadequada)|sem etiqueta",),
        Reason.INVALID_TRACKING: (r"(?:numero|codigo)(?: \w+){0,3} (?:invalid|incorret|nao exist|inexistent|nao encontrad)\w*|(?:sem|nao ha|nao existe|nao existem) (?:informacao|informacoes|dados|resultados|registos|registros)(?: \w+){0,2}|objeto nao encontrado|encomenda nao encontrada",),
        Reason.CARRIER_DELAY: (r"atras\w*|demora\w*|acidente|adiad[oa]|reagendad[oa]|(?:elevado|grande|alto) volume|problemas? (?:operacion|tecnic|mecanic|logistic)\w*|avaria (?:mecanica|do veiculo|tecnica|na viatura)|contratempo|falta de tempo|congestionamento",),
        Reason.HELD: (r"retid[oa]|bloquead[oa]|suspens[oa]|em custodia|guardad[oa] a pedido|parad[oa]\b|apreendid[oa]|em espera",),
    },
)  # fmt: skip
