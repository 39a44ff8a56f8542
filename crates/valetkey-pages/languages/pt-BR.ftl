# Every message of every page, in Brazilian Portuguese. The yardstick is en.ftl.

### Shared

title-with-brand = { $title } – { $brand }
title-with-application = { $page } – { $application }
title-error = Erro: { $page }
continue = Continuar
cancel = Cancelar
signed-in-as = Você fez login como { $account }
opens-in-a-new-tab = (abre em uma nova guia)
duration-seconds = { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
  }
duration-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
  }
duration-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
  }
duration-days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
  }
label = { $label }:
label-value = { $label }: { $value }
list-join = { $before }, { $after }
moment-now = agora mesmo
moment-minutes = { $count ->
    [one] há { $count } minuto
   *[other] há { $count } minutos
  }
moment-hours = { $count ->
    [one] há { $count } hora
   *[other] há { $count } horas
  }
moment-days = { $count ->
    [one] há { $count } dia
   *[other] há { $count } dias
  }
moment-date = { $day } de { $month } de { $year }
moment-exact = { $date }, { $time } UTC
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
language-label = Idioma
language-submit = Alterar
footer-support = Ajuda
footer-privacy = Política de privacidade
footer-terms = Termos de serviço

### Sign in

login-heading = Fazer login
login-heading-application = Fazer login em { $application }
login-username = Nome de usuário ou e-mail
login-password = Senha
login-submit = Fazer login
login-use-passkey = Usar uma chave de acesso
login-failure-passkey = Essa chave de acesso não funcionou. Use outra ou faça login com sua senha.
login-reason-fresh-sign-in = O aplicativo pede que você digite sua senha novamente, mesmo que você já tenha feito login.
login-reason-session-too-old = Já faz um tempo que você fez login. O aplicativo pede que você confirme que ainda é você.
login-reason-another-account = Faça login com a conta que você quer usar.
login-reason-confirm-change = Você está prestes a alterar sua conta e fez login há mais de cinco minutos. Confirme que ainda é você.
login-reason-second-step = Uma segunda etapa é necessária aqui. Digite primeiro sua senha.
login-failure-wrong-credentials = O nome de usuário e a senha não correspondem. Confira os dois e tente novamente.
login-failure-incomplete = Digite seu nome de usuário e sua senha.
login-failure-too-many-attempts = Houve muitas tentativas sem sucesso. Aguarde { $wait } e tente novamente. Até lá, nenhuma senha será verificada, nem mesmo a correta.
login-failure-expired = Esta página ficou aberta por tempo demais. Digite sua senha mais uma vez.
login-failure-busy = Há muitas pessoas fazendo login neste momento. Tente novamente em instantes.

# { $provider } is the name of another company's server, such as GitHub.
login-provider-or = ou
login-provider = Fazer login com { $provider }
login-provider-cancelled = Você cancelou o login com { $provider }. Tente novamente ou faça login de outra forma.
login-provider-unreachable = { $provider } não está respondendo no momento. Tente novamente em um minuto ou faça login de outra forma.
login-provider-failed = O login com { $provider } não funcionou. Tente novamente ou faça login de outra forma.
login-provider-not-set-up = O login com { $provider } não está configurado corretamente aqui. Faça login de outra forma e avise a administração.
login-provider-not-offered = Não é mais possível fazer login com { $provider } aqui. Faça login de outra forma.
login-provider-not-linked = Nenhuma conta daqui está vinculada a esta conta { $provider }. Faça login de outra forma e, depois, vincule-a na página da sua conta.
login-provider-not-allowed = Esta conta { $provider } não tem permissão para fazer login aqui.
login-provider-link-after-sign-in = Para usar esta conta { $provider } aqui, faça login uma vez na sua conta. Depois disso, você poderá fazer login com { $provider }.
login-provider-address-is-known = Já existe uma conta aqui com o endereço de e-mail da sua conta { $provider }. Faça login nela uma vez. Depois disso, você poderá fazer login com { $provider }.

### Second step

second-step-heading = Confirme que é você
second-step-account = Fazendo login como { $account }
second-step-authenticator = Abra seu aplicativo autenticador e digite o código que ele mostra para esta conta.
second-step-authenticator-label = Código de seis dígitos
second-step-recovery-code = Digite um dos seus códigos de recuperação. Cada código funciona uma única vez.
second-step-recovery-code-label = Código de recuperação
second-step-submit = Continuar
second-step-other-ways = Tentar de outra forma
second-step-use-authenticator = Usar o aplicativo autenticador
second-step-use-recovery-code = Usar um código de recuperação
second-step-restart = Usar outra conta
second-step-reason = Você fez login. Esta página pede uma segunda etapa.
second-step-reason-application = Você fez login. { $application } pede uma segunda etapa.
second-step-failure-wrong-code = Esse código está errado, expirou ou já foi usado. Digite um novo.
second-step-failure-incomplete = Digite o código.
second-step-failure-too-many-attempts = Houve muitas tentativas sem sucesso. Aguarde { $wait } e tente novamente. Até lá, nenhum código será verificado, nem mesmo o correto.
second-step-failure-expired = Esta página foi enviada vezes demais. Digite o código mais uma vez.

authenticator-heading = Aplicativo autenticador
authenticator-reason = É necessária uma segunda etapa para fazer login aqui. Adicione agora um aplicativo autenticador.
authenticator-reason-application = { $application } pede uma segunda etapa no login. Adicione agora um aplicativo autenticador.
authenticator-step-app = Abra um aplicativo autenticador no seu celular. Se você não tiver um, instale: qualquer aplicativo de códigos de uso único funciona.
authenticator-step-scan = Escaneie esta imagem com o aplicativo.
authenticator-qr = QR code com a chave para o aplicativo autenticador
authenticator-type-key = Digitar a chave manualmente
authenticator-key = Chave
authenticator-account = Conta
authenticator-step-code = Digite o código que o aplicativo mostra agora. A partir daí, o aplicativo estará ativo.
authenticator-confirm = Adicionar o aplicativo
authenticator-wrong-code = Esse código não confere. Verifique se o relógio do seu celular está certo e digite o código que o aplicativo mostra agora.
authenticator-added = Você tem um aplicativo autenticador. Depois da sua senha, pediremos o código dele.
authenticator-remove-text = Para usar outro celular, remova o aplicativo e adicione-o no novo. Você ainda pode fazer login com seus outros segundos fatores.
authenticator-remove-with-codes = Para usar outro celular, remova o aplicativo e adicione-o no novo. Até lá, sua senha basta para fazer login, e seus códigos de recuperação deixam de funcionar.
authenticator-remove = Remover o aplicativo
authenticator-notice-added = O aplicativo autenticador foi adicionado.
authenticator-notice-removed = O aplicativo autenticador foi removido.

recovery-codes-heading = Códigos de recuperação
recovery-codes-text = Com um código de recuperação, você faz login quando não está com seu celular. Cada código funciona uma única vez.
recovery-codes-left = { $count ->
    [one] Resta { $count } código de recuperação.
   *[other] Restam { $count } códigos de recuperação.
  }
recovery-codes-few = Crie novos antes que acabem.
recovery-codes-make-text = Os novos códigos substituem os antigos, que deixam de funcionar.
recovery-codes-make = Criar novos códigos
recovery-codes-none = Você não tem códigos de recuperação. Você os recebe ao adicionar um segundo fator, como um aplicativo autenticador.
recovery-codes-new-heading = Salve seus códigos de recuperação
recovery-codes-new-text = Com um código de recuperação, você pode fazer login se perder seu celular. Cada código funciona uma única vez. Eles são mostrados somente agora: baixe ou imprima os códigos e guarde-os em um lugar seguro.
recovery-codes-account = Conta: { $account }
recovery-codes-print = Para imprimir esta página, use o menu do seu navegador.
recovery-codes-download = Baixar como texto
recovery-codes-saved = Já salvei

### Signed in already

signed-in-heading = Você já fez login
signed-in-account = Ir para sua conta

### Account chooser

chooser-heading = Escolha uma conta
chooser-heading-application = Escolha uma conta para { $application }
chooser-text = Você já fez login neste navegador.
chooser-continue-as = Continuar como { $account }
chooser-another = Usar outra conta

### Consent

consent-heading = Permitir que { $application } acesse sua conta?
consent-title = Permitir acesso
consent-list = Se você permitir, { $application } poderá:
consent-writing = Também poderá fazer alterações por você:
consent-offline = E manterá este acesso:
consent-return = Você voltará para { $host }
consent-remembered = Sua permissão é lembrada, para que você não precise responder todas as vezes. Você pode retirá-la a qualquer momento na página da sua conta.
consent-allow = Permitir
consent-deny = Negar
consent-policy = Política de privacidade
consent-terms = Termos de serviço

scope-openid = Confirmar quem você é quando faz login
scope-profile = Ver seu nome e o restante do seu perfil básico
scope-email = Ver seu endereço de e-mail e se ele está confirmado
scope-address = Ver seu endereço postal
scope-phone = Ver seu número de telefone e se ele está confirmado
scope-roles = Ver quais funções você tem aqui
scope-groups = Ver de quais grupos você participa
scope-offline-access = Manter este acesso na sua ausência, até que você o retire
scope-other = Usar esta permissão:

### Sign out

logout-heading = Sair da conta?
logout-text = Você sairá da sua conta aqui. Os aplicativos que você abriu com esta conta serão avisados, se oferecerem suporte a isso.
logout-text-application = { $application } pede para encerrar sua sessão. Os outros aplicativos que você abriu com esta conta serão avisados, se oferecerem suporte a isso.
logout-missing-return = O aplicativo informou um endereço de retorno, mas não sabemos se esse endereço pertence a ele. Você permanecerá aqui depois de sair.
logout-submit = Sair
logout-stay = Continuar na conta

logged-out-heading = Você saiu da conta
logged-out-text = Sua sessão não está mais aberta neste navegador.
logged-out-missing-return = O aplicativo informou um endereço de retorno, mas não sabemos se esse endereço pertence a ele. Por isso você permanece aqui. Mesmo assim, você saiu da conta.
logged-out-told-list = Aplicativos
logged-out-told = Avisado da sua saída
logged-out-not-told = Não foi possível avisar – feche-o ou saia diretamente nele
logged-out-return = Voltar para { $application }
logged-out-return-unnamed = Voltar para o aplicativo
logged-out-sign-in = Fazer login novamente

### Account

account-heading = Sua conta
account-menu = Conta
account-menu-overview = Visão geral
account-menu-security = Segurança
account-menu-devices = Dispositivos
account-menu-apps = Aplicativos
account-menu-activity = Atividade
account-about-activity = O que aconteceu na sua conta.
account-menu-profile = Perfil
account-about-profile = O que sua conta diz sobre você.
account-about-security = Como você faz login.
account-about-devices = Onde você fez login.
account-about-apps = Quais aplicativos podem usar sua conta e o que cada um pode fazer.
account-username = Nome de usuário
account-email = E-mail
account-email-verified = Confirmado
account-email-unverified = Não confirmado
account-applications-heading = Aplicativos com acesso
account-applications-count = { $count ->
    [one] { $count } aplicativo pode usar sua conta.
   *[other] { $count } aplicativos podem usar sua conta.
  }
account-applications-none = Nenhum aplicativo tem acesso à sua conta. Quando você permitir um, ele aparecerá aqui.
account-application-can = { $application } pode:
account-withdraw = Retirar acesso
account-withdrawn = { $application } não tem mais acesso à sua conta. Os serviços que o aplicativo usa em seu nome podem demorar um pouco para perceber isso.
account-sign-out = Sair

### Account: profile

profile-text = Os aplicativos só veem estes dados se você permitir. Deixe em branco o que não quiser informar.
profile-save = Salvar
profile-saved = Seu perfil foi salvo.
profile-failure-wrong-values = Nada foi salvo ainda. Corrija os dados marcados.
profile-failure-changed = Sua conta foi alterada nesse meio-tempo, por isso nada foi salvo. Estes são os dados atuais.
profile-hint-text = O texto é longo demais ou tem caracteres invisíveis.
profile-hint-web = Um endereço da web, como https://example.org/ada
profile-hint-birthdate = Ano, mês e dia, como 1815-12-10. Com 0000, o ano não é informado.
profile-hint-zoneinfo = Um fuso horário, como America/Sao_Paulo
profile-hint-locale = Um idioma, como pt-BR ou en
profile-hint-phone = Com o código do país, como +551123456789

### Account: security

security-password = Senha
security-password-set = Você tem uma senha.
security-password-none = Você não tem uma senha.
security-password-change = Alterar
security-password-add = Definir uma senha
security-authenticator = Aplicativo autenticador
security-authenticator-on = Você tem um aplicativo autenticador.
security-authenticator-off = Você não tem um aplicativo autenticador.
security-add = Adicionar
security-change = Alterar
security-recovery-codes = Códigos de recuperação
security-recovery-codes-on = Você tem códigos de recuperação.
security-recovery-codes-off = Você os recebe ao adicionar um segundo fator.
security-see = Ver

### Account: linked accounts

# { $provider } is the name of another company's server, such as GitHub.
security-linked = Contas vinculadas
security-linked-none = Você não faz login com nenhuma outra conta.
security-linked-count = { $count ->
    [one] Você pode fazer login com { $count } outra conta.
   *[other] Você pode fazer login com { $count } outras contas.
  }
security-linked-manage = Gerenciar
linked-text = Com uma conta vinculada de outro provedor, você pode fazer login aqui sem senha.
linked-none = Nenhuma conta está vinculada.
linked-since = Vinculada
linked-last-used = Último uso
linked-unlink = Desvincular
linked-last-way = Esta é a sua única forma de fazer login. Defina uma senha ou vincule outra conta antes de desvinculá-la.
linked-more = Vincular uma conta
linked-link = Vincular { $provider }
linked-added = Sua conta { $provider } foi vinculada. A partir de agora, você pode fazer login com ela.
linked-removed = Sua conta { $provider } não está mais vinculada. Você não pode mais fazer login com ela.
linked-failure-cancelled = Você cancelou a operação em { $provider }. Nada foi vinculado.
linked-failure-unreachable = { $provider } não está respondendo no momento. Nada foi vinculado. Tente novamente em um minuto.
linked-failure-taken = Esta conta { $provider } já está vinculada a outra conta aqui. Primeiro, desvincule-a dessa outra conta.
linked-failure-failed = Não foi possível vincular sua conta { $provider }. Nada mudou.

### Account: devices

devices-text = Sua conta está aberta nestes navegadores. Se você não reconhecer algum, desconecte-o e altere sua senha.
devices-browser-system = { $browser } em { $system }
devices-unknown = Navegador desconhecido
devices-this = Este dispositivo
devices-signed-in = Login
devices-last-seen = Última atividade
devices-applications = Aplicativos abertos
devices-end = Desconectar
devices-end-others = { $count ->
    [one] Desconectar { $count } outro dispositivo
   *[other] Desconectar { $count } outros dispositivos
  }
devices-ended = { $count ->
    [one] { $count } outro dispositivo foi desconectado.
   *[other] { $count } outros dispositivos foram desconectados.
  }
devices-apps = Desconectar um dispositivo não encerra o acesso de aplicativos que podem agir na sua ausência. Você os encontra em

### Account: applications

apps-sees = No momento, ele vê:
apps-allowed = Acesso permitido
apps-opened = Última abertura
apps-trusted = Da sua organização
apps-trusted-text = Este aplicativo é mantido pela sua organização, por isso não pedimos sua permissão. Ele voltará a ter acesso quando você o abrir.

### Account: activity

activity-text = O que aconteceu na sua conta, do mais recente ao mais antigo.
activity-none = Nada ainda.
activity-older = Mais antigos
activity-newest = Mais recentes
activity-not-me-heading = Não foi você?
activity-not-me-text = Todos os outros dispositivos são desconectados imediatamente. Depois, você altera sua senha.
activity-not-me = Não fui eu
activity-others-signed-out = Todos os outros dispositivos foram desconectados. Altere sua senha agora, para que ninguém possa fazer login com a antiga.
event-application = um aplicativo
event-other = Outra coisa aconteceu:
event-signed-in = Você fez login.
event-signed-out = Um dispositivo foi desconectado.
event-consent-given = Você permitiu o acesso à sua conta: { $application }
event-consent-withdrawn = Você retirou o acesso à sua conta: { $application }
event-consent-withdrawn-by-other = A administração retirou o acesso à sua conta: { $application }
event-grant-revoked = Um aplicativo devolveu seu acesso: { $application }
event-grant-reuse = Um aplicativo usou a mesma chave duas vezes, por isso o acesso dele foi encerrado: { $application }
event-token-revoked = Um aplicativo devolveu uma de suas chaves: { $application }
event-user-added = Sua conta foi criada.
event-user-edited = Você alterou seu perfil.
event-user-edited-by-other = A administração alterou seu perfil.
event-user-disabled = Sua conta foi desativada.
event-user-enabled = Sua conta foi ativada.
event-password-set = Você alterou sua senha.
event-password-set-by-other = A administração definiu uma nova senha.
event-user-signed-out = A administração encerrou todas as suas sessões.
event-factor-added = Você adicionou um segundo fator.
event-factor-removed = Você removeu um segundo fator.
event-factor-removed-by-other = A administração removeu um dos seus segundos fatores.
event-recovery-codes-made = Você criou novos códigos de recuperação.
event-recovery-code-used = Você fez login com um código de recuperação.
event-user-unlocked = A administração zerou suas tentativas de login sem sucesso.
event-passkey-added = Você adicionou uma chave de acesso.
event-passkey-renamed = Você renomeou uma chave de acesso.
event-passkey-removed = Você removeu uma chave de acesso.
event-passkey-removed-by-other = A administração removeu uma chave de acesso.
event-passkey-clone = Uma chave de acesso pode ter sido copiada, por isso um login com ela foi recusado. Se não foi você quem a copiou, remova-a.
event-password-reset = Você definiu uma nova senha depois de esquecer a antiga.
event-address-verified = Seu endereço de e-mail foi confirmado.
event-address-changed = Seu endereço de e-mail foi alterado.
event-registered = Você criou sua conta.
event-invitation-accepted = Você aceitou um convite.
event-link-made = A administração criou um link para você.
event-mail-requested = Foi solicitado um e-mail para você.
event-account-linked = Uma conta de outro provedor foi vinculada.
event-account-unlinked = Uma conta de outro provedor foi desvinculada.
event-group-added = Agora você faz parte de um grupo.
event-group-removed = Você não faz mais parte de um grupo.
event-role-granted = Você recebeu uma função.
event-role-taken = Uma função foi retirada de você.

### Claims

claim-name = Nome completo
claim-given-name = Nome
claim-family-name = Sobrenome
claim-middle-name = Nome do meio
claim-nickname = Apelido
claim-profile = Página do perfil
claim-picture = Foto
claim-website = Site
claim-gender = Gênero
claim-birthdate = Data de nascimento
claim-zoneinfo = Fuso horário
claim-locale = Idioma
claim-phone-number = Número de telefone
claim-address = Endereço
claim-street-address = Rua e número
claim-locality = Cidade
claim-region = Estado ou região
claim-postal-code = CEP ou código postal
claim-country = País
claim-roles = Funções
claim-groups = Grupos
claim-sub = Identificador

### Account: password

password-heading = Alterar senha
password-heading-first = Definir uma senha
password-text = Sua sessão continua aberta neste dispositivo. Em todos os outros lugares, ela será encerrada, e os aplicativos que você abriu neles perderão o acesso.
password-current = Senha atual
password-new = Nova senha
password-again = Nova senha mais uma vez
password-rule = Pelo menos { $count } caracteres. Algumas palavras sem relação entre si são uma boa escolha; uma senha que você usa em outro lugar, não.
password-changed = Sua senha foi alterada. Suas sessões em todos os outros lugares foram encerradas.
password-failure-wrong-current = Essa não é a sua senha atual. Tente novamente.
password-failure-missing = Digite a nova senha nos dois campos.
password-failure-different = As duas novas senhas não são iguais. Digite a nova senha nos dois campos.
password-failure-too-short = A nova senha precisa ter pelo menos { $count } caracteres.
password-failure-too-long = A nova senha pode ter no máximo { $count } caracteres.
password-failure-not-text = A nova senha só pode ter letras, números, pontuação, símbolos e espaços.
password-failure-common = Essa senha é uma das primeiras a serem testadas em um ataque. Escolha outra.

### Account: passkeys

security-passkeys = Chaves de acesso
security-passkeys-count = { $count ->
    [0] Você não tem chaves de acesso.
    [one] Você tem { $count } chave de acesso.
   *[other] Você tem { $count } chaves de acesso.
  }
security-passkeys-change = Gerenciar
passkeys-heading = Chaves de acesso
passkeys-about = Com uma chave de acesso, você faz login sem senha: seu dispositivo pede sua impressão digital, seu rosto ou um PIN. Ela só funciona neste endereço, por isso uma página falsa não pode usá-la.
passkeys-place-synchronised = Sincronizada entre seus dispositivos
passkeys-place-device = Somente neste dispositivo
passkeys-added = Adicionada
passkeys-used = Último uso
passkeys-never-used = Nunca
passkeys-name = Nome
passkeys-new-name = Nome (opcional)
passkeys-rename = Renomear
passkeys-remove = Remover
passkeys-add-heading = Adicionar uma chave de acesso
passkeys-add = Adicionar uma chave de acesso
passkeys-exists = Este dispositivo já tem uma chave de acesso para sua conta.
passkeys-failed = Seu dispositivo não criou nenhuma chave de acesso. Tente novamente ou use outro dispositivo.
passkeys-not-in-this-browser = Este navegador não oferece suporte a chaves de acesso.
passkeys-need-javascript = As chaves de acesso precisam de JavaScript. Todo o resto funciona sem ele.
passkeys-not-here = Os navegadores não oferecem chaves de acesso neste endereço: são necessários https e um nome de domínio.
passkeys-failure-not-verified = Não foi possível verificar a chave de acesso, por isso ela não foi adicionada. Tente novamente.
passkeys-failure-name = Digite um nome de 1 a 64 caracteres.
passkeys-failure-too-many = Você já tem o número máximo de chaves de acesso por conta. Primeiro, remova uma.
passkeys-was-added = A chave de acesso { $name } foi adicionada. A partir de agora, você pode fazer login com ela.
passkeys-was-renamed = A chave de acesso agora se chama { $name }.
passkeys-was-removed = A chave de acesso { $name } foi removida. Ninguém mais pode fazer login com ela.

### Welcome

welcome-heading = Uma conta para seus aplicativos
welcome-text = Você faz login aqui uma vez. Os aplicativos recebem uma chave que abre somente o que você permite, e nunca a sua senha.
welcome-start = Quer usar um aplicativo? Comece por ele: ele traz você até aqui quando precisa saber quem você é.
welcome-sign-in = Fazer login na sua conta

### Continue to the application (form post)

form-post-heading = Voltando para o aplicativo
form-post-heading-application = Voltando para { $application }
form-post-heading-request = Um momento
form-post-text = Se nada acontecer, pressione “Continuar”.
form-post-unsafe = O endereço do aplicativo não é seguro, por isso não continuamos.

### Errors

error-unknown-client-heading = Este aplicativo não é conhecido aqui
error-unknown-client-text = O aplicativo de onde você veio não está registrado neste servidor. Você não fez nada de errado.
error-unknown-client-advice = Avise as pessoas responsáveis pelo aplicativo. Elas precisam registrá-lo primeiro.

error-redirect-uri-mismatch-heading = Não podemos enviar você de volta a esse endereço
error-redirect-uri-mismatch-text = O aplicativo nos pediu para enviar você a um endereço que não foi combinado com ele. Para manter sua conta segura, paramos aqui.
error-redirect-uri-mismatch-advice = Volte ao aplicativo e tente novamente. Se esta página reaparecer, avise as pessoas responsáveis por ele.

error-bad-request-heading = Este link não funciona
error-bad-request-text = A solicitação que recebemos está incompleta ou danificada.
error-bad-request-advice = Volte ao aplicativo e comece de novo por lá.

error-session-expired-heading = Esta página ficou aberta por tempo demais
error-session-expired-text = Para sua segurança, uma página como esta funciona apenas por tempo limitado. Nada foi alterado.
error-session-expired-advice = Abra a página novamente ou volte ao aplicativo e comece de novo por lá.

error-cookies-missing-heading = Seu navegador não enviou nenhum cookie
error-cookies-missing-text = Esta página precisa de um cookie, e nenhum chegou. Ou seu navegador bloqueia cookies aqui, ou eles foram excluídos depois que a página foi aberta. Nada foi alterado.
error-cookies-missing-advice = Permita cookies para este site e comece de novo.

error-other-browser-heading = Esta página pertence a outro navegador
error-other-browser-text = A página foi aberta em outro navegador, em uma janela anônima ou antes que os cookies fossem excluídos aqui. Nada foi alterado.
error-other-browser-advice = Comece de novo no navegador que você quer usar.

error-form-damaged-heading = Esta página não funciona mais
error-form-damaged-text = O formulário contém um valor que este servidor não criou ou não reconhece mais. Isso acontece quando um endereço foi cortado ou quando o servidor foi reinstalado. Nada foi alterado.
error-form-damaged-advice = Volte ao aplicativo e comece de novo por lá.

error-wrong-address-heading = Você está em outro endereço deste servidor
error-wrong-address-text = A página foi aberta em um endereço que este servidor não usa para login. Nada foi alterado.
error-wrong-address-advice = Use o endereço correto. Se um link ou o aplicativo trouxe você até aqui, avise as pessoas responsáveis.

error-request-expired-heading = Esta solicitação de login expirou
error-request-expired-text = A solicitação do aplicativo funciona uma única vez e por pouco tempo. Ela expirou ou já foi usada. Nada foi alterado.
error-request-expired-advice = Volte ao aplicativo e comece de novo por lá.

error-other-site-heading = Este formulário veio de outro site
error-other-site-text = Para sua segurança, só aceitamos formulários das nossas próprias páginas. Nada foi alterado.
error-other-site-advice = Se você queria fazer isso, abra nossa página e tente novamente por lá.

error-access-denied-heading = Você não tem acesso
error-access-denied-text = Sua conta não tem permissão para usar isto.
error-access-denied-advice = Peça acesso às pessoas responsáveis pelo aplicativo.

error-too-many-requests-heading = Aguarde um momento
error-too-many-requests-text = Houve muitas solicitações em pouco tempo.
error-too-many-requests-advice = Aguarde um minuto e tente novamente.

error-request-too-large-heading = Isso é demais de uma só vez
error-request-too-large-text = A solicitação é maior do que este servidor aceita.
error-request-too-large-advice = Volte ao aplicativo e comece de novo por lá.

error-method-not-allowed-heading = Esta página não pode ser aberta assim
error-method-not-allowed-text = O endereço está certo, mas foi aberto de uma forma que não está prevista.
error-method-not-allowed-advice = Volte e use os botões da página.

error-not-found-heading = Não há nenhuma página aqui
error-not-found-text = O endereço pode estar digitado errado ou a página pode ter mudado de lugar.
error-not-found-advice = Confira o endereço ou volte para a página anterior.

error-server-error-heading = Algo deu errado do nosso lado
error-server-error-text = A falha é nossa, não sua. As pessoas responsáveis por este servidor podem ver o que aconteceu.
error-server-error-advice = Tente novamente em instantes. Se continuar acontecendo, informe a referência abaixo.

error-unavailable-heading = Voltaremos em instantes
error-unavailable-text = O servidor está ocupado ou em manutenção. Nada foi alterado.
error-unavailable-advice = Tente novamente em um minuto.

error-start-again = Começar de novo
error-right-address = Ir para o endereço correto
error-reference = Referência
error-developers = Para desenvolvedores
error-developer-error = Código do erro
error-developer-check = Verificação que falhou
error-developer-expected = Esperado
error-developer-in-log = Está no log do servidor, na linha com esta referência.
error-developer-seen = Recebido
error-developer-nothing = (nada)

### Forgotten password, registration and links from mails

login-forgot = Esqueceu sua senha?
login-sign-up = Criar uma conta
forgot-heading = Esqueceu sua senha?
forgot-text = Digite seu nome de usuário ou seu endereço de e-mail. Se houver uma conta correspondente, enviaremos um e-mail com um link para escolher uma nova senha.
forgot-failure-incomplete = Digite seu nome de usuário ou seu endereço de e-mail.
sign-up-heading = Criar uma conta
sign-up-text = Digite seu endereço de e-mail. Enviaremos um e-mail para você continuar.
sign-up-address = Endereço de e-mail
sign-up-terms = Aceito os termos de serviço
sign-up-terms-link = Ler os termos de serviço
sign-up-failure-incomplete = Digite seu endereço de e-mail.
sign-up-failure-not-an-address = Digite um único endereço de e-mail, como nome@example.org.
sign-up-failure-domain = Pessoas com um endereço deste domínio não podem criar uma conta sozinhas. Peça um convite às pessoas responsáveis por este servidor.
sign-up-failure-terms = Você só pode criar uma conta se aceitar os termos de serviço.
ask-mail-submit = Enviar o e-mail
ask-mail-failure-too-many = Foram solicitados e-mails demais. Aguarde { $wait } e tente novamente. Talvez haja um e-mail na sua pasta de spam.
mail-sign-in-heading = Fazer login por e-mail
mail-sign-in-explanation = Digite seu nome de usuário ou seu endereço de e-mail. Se houver uma conta correspondente, enviaremos um e-mail com um link e um código.
mail-sign-in-confirm = Pressione o botão para fazer login como { $address }.

reset-heading = Escolher uma nova senha
reset-mail-sent = Se houver uma conta com esse nome, um e-mail está a caminho. Abra o link ou digite aqui o código que ele contém. Pode levar alguns minutos; confira também sua pasta de spam.
register-heading = Concluir seu cadastro
register-mail-sent = Um e-mail está a caminho. Abra o link ou digite aqui o código que ele contém. Pode levar alguns minutos; confira também sua pasta de spam.
register-name = Seu nome
invite-heading = Aceitar o convite
choose-password-label = Nova senha
choose-password-hint = Pelo menos { $count } caracteres. Algumas palavras sem relação entre si são fáceis de lembrar e difíceis de adivinhar.
choose-password-submit = Salvar e fazer login
choose-password-failure-incomplete = Preencha todos os campos.
choose-password-failure-too-short = Uma senha tem pelo menos { $count } caracteres.
choose-password-failure-too-long = Uma senha tem no máximo 256 caracteres.
choose-password-failure-not-text = Uma senha tem letras, números, pontuação e espaços, e nenhum outro caractere.
choose-password-failure-like-account = Esta senha é parecida demais com seu nome, seu endereço ou o nome deste serviço.
choose-password-failure-common = Esta senha é conhecida por quem tenta adivinhar senhas. Escolha outra.
mail-code-label = Código do e-mail
mail-failure-wrong-code = Este não é o código do e-mail. Confira-o e tente novamente; depois de cinco tentativas, ele não vale mais.
mail-send-again = Pedir um novo e-mail

verify-heading = Confirmar seu endereço de e-mail
verify-text = { $address } é o seu endereço?
change-address-heading = Confirmar seu novo endereço de e-mail
change-address-text = Usar { $address } na sua conta?
confirm-mail-sent = Um e-mail está a caminho. Abra o link ou digite aqui o código que ele contém.
link-gone-heading = Este link não funciona mais
link-gone-text = Ele já foi usado, é antigo demais ou está incompleto. Nada foi alterado. Você pode pedir um novo.
invitation-gone-text = O link já foi usado, é antigo demais ou está incompleto. Se você tem uma conta, faça login. Caso contrário, peça um novo convite à pessoa que convidou você.
mail-other-browser-heading = Abra este link no outro navegador
mail-other-browser-text = Para sua segurança, este link funciona somente no navegador em que você o pediu. Abra-o lá ou digite lá o código do e-mail.
address-verified-heading = Seu endereço de e-mail está confirmado
address-verified-text = Agradecemos.
address-changed-heading = Seu endereço de e-mail foi alterado
address-changed-text = A partir de agora, os e-mails vão para seu novo endereço.
address-taken-heading = Este endereço não pode ser usado
address-taken-text = O endereço pertence a outra conta. Nada foi alterado.
mail-off-heading = Este servidor não envia e-mails
mail-off-text = Fale com as pessoas responsáveis por este servidor: elas podem fornecer um link para você escolher uma nova senha.
sign-up-off-heading = O cadastro está desativado
sign-up-off-text = Peça uma conta às pessoas responsáveis por este servidor.

account-email-none = Sua conta não tem um endereço de e-mail.
account-email-verify = Enviar um e-mail para confirmar este endereço
account-email-new = Novo endereço de e-mail
account-email-about = Enviaremos um e-mail ao novo endereço. Nada muda antes que você abra o link ou digite o código que ele contém. Seu endereço antigo receberá um aviso.
account-email-off = Este servidor não envia e-mails, por isso você não pode alterar seu endereço aqui. Fale com as pessoas responsáveis por ele.
account-email-failure-same = Este já é o seu endereço.
account-email-change = Alterar

### Mails

mail-greeting = Olá, { $account },
mail-greeting-unknown = Olá,
mail-lifetime = O link funciona uma única vez, por até { $time }.
mail-code = Ou digite este código na página que o pediu:
mail-link-plain = Se o botão não funcionar, copie este endereço no seu navegador:
mail-go-to-sign-in = Ir para a página de login

mail-test-subject = E-mail de teste de { $host }
mail-test-text = Este é um teste. { $host } pode enviar e-mails para este endereço.

mail-reset-subject = Escolha uma nova senha para { $host }
mail-reset-text = Alguém pediu para escolher uma nova senha para sua conta em { $host }. Se foi você, abra o link.
mail-reset-action = Escolher uma nova senha
mail-reset-closing = Se não foi você, não faça nada: sua senha continua a mesma. Não passe este link nem este código a ninguém.

mail-verify-subject = Confirme seu endereço de e-mail para { $host }
mail-verify-text = Confirme que este endereço de e-mail é seu.
mail-verify-action = Confirmar este endereço
mail-verify-closing = Se você não tem uma conta aqui, não faça nada.

mail-change-subject = Confirme seu novo endereço de e-mail para { $host }
mail-change-text = Alguém pediu para usar este endereço de e-mail em uma conta em { $host }. Se foi você, abra o link.
mail-change-action = Usar este endereço
mail-change-closing = Se não foi você, não faça nada: nada será alterado.

mail-address-taken-subject = Seu endereço de e-mail em { $host }
mail-address-taken-text = Alguém que fez login com outra conta em { $host } tentou usar este endereço de e-mail. Ele pertence à sua conta, por isso nada mudou.

mail-register-subject = Conclua seu cadastro em { $host }
mail-register-text = Alguém começou um cadastro em { $host } com este endereço de e-mail. Se foi você, abra o link.
mail-register-action = Continuar
mail-register-closing = Se não foi você, não faça nada: nenhuma conta será criada.

mail-registered-subject = Você já tem uma conta em { $host }
mail-registered-text = Alguém começou um cadastro em { $host } com este endereço de e-mail, mas você já tem uma conta. Se foi você, faça login. Se esqueceu sua senha, escolha uma nova na página de login.

mail-invite-subject = Seu convite para { $host }
mail-invite-text = Você recebeu um convite para ter uma conta em { $host }.
mail-invite-action = Aceitar o convite
mail-invite-closing = Se você não quer uma conta, não faça nada.

mail-sign-in-subject = Seu login em { $host }
mail-sign-in-text = Alguém pediu para fazer login na sua conta em { $host }. Se foi você, abra o link no mesmo navegador.
mail-sign-in-action = Fazer login
mail-sign-in-closing = Se não foi você, não faça nada. Não passe este link nem este código a ninguém.

mail-password-changed-subject = Sua senha de { $host } foi alterada
mail-password-changed-text = A senha da sua conta em { $host } foi alterada.
mail-address-changed-subject = Seu endereço de e-mail em { $host } foi alterado
mail-address-changed-text = O endereço de e-mail da sua conta em { $host } foi alterado.
mail-new-device-subject = Novo login em { $host }
mail-new-device-text = Sua conta em { $host } foi usada em um navegador que não conhecíamos.
mail-factor-added-subject = Nova forma de fazer login em { $host }
mail-factor-added-text = Uma forma de fazer login foi adicionada à sua conta em { $host }.
mail-factor-removed-subject = Uma forma de fazer login em { $host } foi removida
mail-factor-removed-text = Uma forma de fazer login foi removida da sua conta em { $host }.
mail-fact-factor = O quê
mail-fact-time = Quando
mail-fact-network-address = Endereço de rede
mail-fact-device = Navegador
mail-not-me = Se foi você, não faça nada. Se não foi você, escolha uma nova senha agora. Isso encerra todas as sessões.
mail-not-me-action = Não fui eu

### Accounts, devices, deletion, attributes and passkeys in a sign-in

login-mail = Receber um código por e-mail
mail-sign-in-sent = Se houver uma conta com esse nome e um endereço de e-mail confirmado, um e-mail está a caminho. Digite aqui o código que ele contém ou abra o link neste navegador. Pode levar alguns minutos; confira também sua pasta de spam.
mail-sign-in-other-way = Fazer login de outra forma
second-step-mail-code = Um e-mail com um código está a caminho do endereço de e-mail da sua conta. Pode levar alguns minutos; confira também sua pasta de spam.
second-step-mail-to-send = Enviaremos um e-mail com um código para o endereço de e-mail da sua conta.
second-step-use-mail-code = Usar um código recebido por e-mail
second-step-trust = Não pedir novamente neste dispositivo por { $time }
second-step-trust-hint = Escolha isto somente em um dispositivo que ninguém mais usa. Você pode desfazer a escolha na página da sua conta, em Dispositivos.
trusted-heading = Dispositivos confiáveis
trusted-text = Quando você faz login com estes navegadores, a segunda etapa não é pedida.
trusted-since = Confiança concedida
trusted-last-used = Último uso
trusted-until = Válido até
trusted-forget = Pedir novamente neste dispositivo
trusted-forgotten = A segunda etapa será pedida novamente nesse dispositivo.
event-device-trusted = Você escolheu que a segunda etapa não seja mais pedida em um dispositivo.
event-device-forgotten = Você escolheu que a segunda etapa seja pedida novamente em um dispositivo.
mail-code-alone = Digite este código na página que o pede:
mail-code-lifetime = O código funciona uma única vez, por até { $time }.
mail-confirm-subject = Seu código para { $host }
mail-confirm-text = Alguém está fazendo login na sua conta em { $host }. Se for você, digite o código.
mail-confirm-closing = Se não for você, escolha uma nova senha: alguém conhece a sua. Não passe este código a ninguém.
sign-up-failure-reserved = Ninguém pode criar por conta própria uma conta com este endereço. Peça um convite às pessoas responsáveis por este servidor.
logged-out-provider-text = Você fez login com { $provider }. Sua sessão lá continua aberta.
logged-out-provider = Sair também de { $provider }
logged-out-provider-failed = Não foi possível encerrar daqui sua sessão em { $provider }. Saia diretamente por lá.
profile-required = { $name } (obrigatório)
profile-not-set = Não informado
profile-yes = Sim
profile-no = Não
profile-hint-list = Um item por linha.
profile-hint-number = Um número, como 7 ou 1.5
profile-hint-required = Preencha este campo.
account-switch = Trocar de conta
accounts-heading = Contas neste navegador
accounts-signed-out = Sessão encerrada
accounts-sign-out-of = Sair de { $account }
accounts-sign-out-this = Sair desta conta
accounts-sign-out-all = Sair de todas as contas neste navegador
logged-out-others = Outras contas ainda estão abertas neste navegador.
logged-out-accounts = Mostrar as outras contas
no-access-heading = Sem acesso
no-access-text = Esta conta não pode usar { $application }.
no-access-ask = Se você precisa de acesso, peça às pessoas responsáveis por este serviço.
login-keep = Manter minha sessão aberta neste dispositivo
no-access-network = Você não pode usar { $application } a partir desta rede.
second-step-passkey = Use uma chave de acesso desta conta. Seu dispositivo pede sua impressão digital, seu rosto ou um PIN.
second-step-failure-passkey = Essa chave de acesso não funcionou. Tente novamente ou tente de outra forma.
second-step-passkey-was-added = Sua chave de acesso foi adicionada. Use-a agora para continuar.
authenticator-use-passkey = Adicionar uma chave de acesso em vez disso
sign-in-passkey-reason = Para fazer login aqui, você precisa de mais do que uma senha. Adicione agora uma chave de acesso.
sign-in-passkey-reason-application = { $application } pede mais do que uma senha no login. Adicione agora uma chave de acesso.
sign-in-passkey-use-authenticator = Adicionar um aplicativo autenticador em vez disso
passkey-offer-heading = Fazer login sem senha da próxima vez?
passkey-offer-not-now = Agora não
passkey-offer-later = Se você escolher “Agora não”, não perguntaremos de novo. Você pode adicionar uma chave de acesso a qualquer momento na página da sua conta.
event-passkey-offer-declined = Você não quis uma chave de acesso.
passkeys-failure-model = Somente determinadas chaves de segurança são aceitas aqui, e este dispositivo não comprovou ser uma delas. Use uma chave de segurança da sua organização e permita que o navegador mostre a marca e o modelo dela.
account-menu-data = Seus dados
account-about-data = Baixe tudo o que guardamos sobre você ou exclua sua conta.
data-export-heading = Baixar seus dados
data-export-text = Tudo o que este servidor guarda sobre você: seu perfil, como você faz login, seus dispositivos, aplicativos e atividade. Senhas, chaves e códigos não estão incluídos.
data-export-html = Baixar para ler (HTML)
data-export-json = Baixar para programas (JSON)
data-deletion-text = Todas as suas sessões serão encerradas. Em até 14 dias, você pode mudar de ideia; depois disso, sua conta será excluída definitivamente.
data-deletion-open = Excluir esta conta
deletion-heading = Excluir sua conta
deletion-text = Se você excluir sua conta:
deletion-sessions = { $count ->
    [one] este dispositivo será desconectado
   *[other] { $count } dispositivos serão desconectados, inclusive este
  }
deletion-applications = { $count ->
    [0] nenhum aplicativo tem acesso à sua conta
    [one] { $count } aplicativo perderá o acesso
   *[other] { $count } aplicativos perderão o acesso
  }
deletion-day = em { $day }, tudo sobre você neste servidor será excluído definitivamente
deletion-return = Se você mudar de ideia antes desse dia, faça login e escolha manter sua conta.
deletion-export = Você pode baixar seus dados antes:
deletion-submit = Excluir minha conta
deletion-requested-heading = Sua conta será excluída
deletion-requested-text = Todas as suas sessões foram encerradas. Sua conta será excluída em { $day }.
deletion-requested-mail = Enviamos um e-mail para você sobre isso.
keep-account-heading = Manter sua conta?
keep-account-text = Esta conta será excluída em { $day }, porque você pediu. O login só será concluído quando você escolher mantê-la.
keep-account-keep = Manter minha conta
keep-account-delete = Excluir como planejado
event-data-exported = Você baixou seus dados.
event-deletion-requested = Você pediu a exclusão da sua conta.
event-deletion-requested-by-other = A administração marcou sua conta para exclusão.
event-deletion-cancelled = Você manteve sua conta.
event-deletion-cancelled-by-other = A administração cancelou a exclusão da sua conta.
mail-deletion-requested-subject = Sua conta em { $host } será excluída
mail-deletion-requested-text = Alguém que fez login na sua conta em { $host } pediu para excluí-la. Até o dia indicado abaixo, você pode fazer login e mantê-la.
mail-deletion-cancelled-subject = Sua conta em { $host } será mantida
mail-deletion-cancelled-text = Sua conta em { $host } seria excluída. Alguém fez login nela e a manteve.
mail-fact-deletion = Data da exclusão
export-heading = Dados sobre { $account }
export-text = Tudo o que { $host } guarda sobre esta conta. Dados atualizados até: { $time }. Senhas, chaves e códigos não estão incluídos.
export-nothing = Nada.
export-account = Conta
export-sign-in = Login
export-sessions = Dispositivos
export-consents = O que você permitiu aos aplicativos
export-grants = Acesso dos aplicativos
export-mail-links = Links de e-mails que ainda funcionam
export-events = Atividade
export-email-verified = Endereço de e-mail confirmado
export-phone-number-verified = Número de telefone confirmado
export-granted-roles = Funções concedidas
export-disabled = Desativada
export-created-at = Criação
export-updated-at = Última alteração
export-password-set = Senha definida
export-passkey = Sua chave de acesso
export-linked-account = Conta vinculada
export-failed-sign-ins = Tentativas de login sem sucesso
export-failures-forgotten = Dias após os quais as tentativas de login sem sucesso não contam mais
export-methods = Métodos
export-expires-at = Término
export-client-id = ID do aplicativo
export-application = Aplicativo
export-scope = Escopo
export-allowed-at = Acesso permitido
export-audiences = Destinatários
export-purpose = Finalidade
export-kind = Tipo
export-by = Feito por
export-changed = Alteração
export-provider = Provedor
export-provider-subject = Conta no provedor
export-last-used-at = Último uso
export-synchronised = Sincronizada
export-left = Restantes
password-failure-breached = Essa senha está em uma lista de senhas roubadas de outros serviços. Elas são as primeiras a serem testadas em um ataque. Escolha outra aqui e altere-a em todos os outros lugares em que você a usa.
picture-change = Alterar sua foto
picture-alt = Sua foto
picture-none = Você não tem uma foto.
picture-elsewhere = Sua foto está em outro servidor.
picture-file = Nova foto
picture-hint = PNG, JPEG ou WebP, com no máximo 8 MB. Guardamos o quadrado central e nada do que o arquivo diz sobre local, horário ou câmera. Os aplicativos que veem seu perfil também veem a foto, assim como qualquer pessoa que tenha o endereço dela.
picture-upload = Salvar a foto
picture-remove = Remover a foto
picture-saved = Sua foto foi salva.
picture-removed = Sua foto foi removida.
picture-failure-missing = Primeiro, escolha um arquivo.
picture-failure-too-large = Este arquivo é grande demais. Uma foto pode ter no máximo 8 MB.
picture-failure-too-many-pixels = Esta foto tem pixels demais. Ela pode ter no máximo 10.000 de cada lado e 50 milhões no total.
picture-failure-format = Este arquivo não é uma imagem PNG, JPEG ou WebP.
picture-failure-damaged = Esta foto está danificada. Abra-a em outro programa e salve-a novamente.
picture-failure-busy = Há fotos demais sendo salvas neste momento. Tente novamente em instantes.
terms-heading = Os termos de serviço mudaram
terms-text = Leia os termos de serviço, versão { $version }, e aceite-os para continuar.
terms-decline = Não aceito
event-terms-accepted = Você aceitou os termos de serviço.
event-claims-previewed = A administração consultou os dados que um aplicativo recebe sobre você: { $application }
export-accepted-terms = Termos aceitos

### Terms at the first sign-in

terms-heading-first = Aceite os termos de serviço

### Notices about recovery codes and linked accounts

mail-recovery-codes-made-subject = Novos códigos de recuperação em { $host }
mail-recovery-codes-made-text = Novos códigos de recuperação foram criados para a sua conta em { $host }. Os antigos deixaram de funcionar.
mail-recovery-code-used-subject = Um código de recuperação foi usado em { $host }
mail-recovery-code-used-text = Um dos seus códigos de recuperação foi usado para fazer login na sua conta em { $host }.
mail-account-linked-subject = Uma conta foi vinculada em { $host }
mail-account-linked-text = Uma conta de outro provedor foi vinculada à sua conta em { $host }. Ela pode ser usada para fazer login.
mail-account-unlinked-subject = Uma conta foi desvinculada em { $host }
mail-account-unlinked-text = Uma conta de outro provedor foi desvinculada da sua conta em { $host }. Ela não pode mais ser usada para fazer login.

### Places of addresses, and the way to the console

place-estimated = { $place } (estimativa)
mail-fact-place = Local
account-console = Administração
account-about-console = Usuários, aplicativos e configurações do servidor.
