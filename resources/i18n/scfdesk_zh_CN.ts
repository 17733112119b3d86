<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ScalingPolicy</name>
    <message>
        <source>Fixed keep-alive</source>
        <translation>固定保活</translation>
    </message>
    <message>
        <source>An idle instance stays for the keep-alive time after its last event and then goes. SCF publishes no time: it adjusts it. Ten minutes are this engine's own default. When instances take more of this machine than the memory limit allows, the one that was not used for longest goes first.</source>
        <translation>空闲实例在最后一个事件之后保留保活时间，然后回收。SCF 不公布该时间，由平台调整；十分钟是本引擎的默认值。实例占用的内存超过上限时，最久未使用的先回收。</translation>
    </message>
    <message>
        <source>Hybrid histogram</source>
        <translation>混合直方图</translation>
    </message>
    <message>
        <source>For each function the engine counts how long it was idle between events, by the minute over four hours. Once a pattern shows, an idle instance goes at once and a new one starts shortly before the next event is due; it stays until the event is no longer likely. Functions without a pattern stay for four hours. Idle times beyond four hours are foretold from their mean. Fits functions that are called at regular times. (Serverless in the Wild, 2020; the mean stands in for its time series model.)</source>
        <translation>引擎按分钟统计每个函数四小时内两次事件之间的空闲时间。一旦出现规律，空闲实例立即回收，并在下一事件预计到达前不久启动新实例，直到该事件不再可能到达。没有规律的函数保留四小时。超过四小时的空闲时间按均值预测。适合定时调用的函数。（Serverless in the Wild，2020；以均值代替其时间序列模型。）</translation>
    </message>
    <message>
        <source>Greedy-dual</source>
        <translation>Greedy-dual</translation>
    </message>
    <message>
        <source>Idle instances stay until memory is short. Then the one goes whose loss costs least: few calls, a quick start, much memory, long unused. There is no time limit, so it needs the memory limit of this machine: without one nothing is ever stopped. Fits many functions on one machine. (FaasCache, 2021.)</source>
        <translation>空闲实例一直保留到内存不足，然后回收代价最小的一个：调用少、启动快、内存大、长期未用。没有时间限制，因此需要设置本机内存上限，否则不会回收任何实例。适合一台机器上有许多函数的情况。（FaasCache，2021。）</translation>
    </message>
    <message>
        <source>As SCF</source>
        <translation>与 SCF 一致</translation>
    </message>
    <message>
        <source>An event that finds no idle instance starts one and waits for exactly that one, as in the cloud. Many events at once start as many instances, within the quota and the starts per minute.</source>
        <translation>没有空闲实例时，事件启动一个实例并等待该实例，与云上一致。同时到达多个事件会启动同样多的实例，受配额和每分钟启动数限制。</translation>
    </message>
    <message>
        <source>Start or wait</source>
        <translation>启动或等待</translation>
    </message>
    <message>
        <source>An event that finds no idle instance waits for a busy or starting one if that is expected to be free sooner than a new one would be ready: the rest of the oldest run, after those that wait already, against the usual start time. If it has waited half as long again as a start takes, it starts one after all. A queue that stands without a break gets one more instance at a time, each after eight times as long. Short functions then need far fewer instances. (CIDRE, 2025; the rule about the queue is this engine's own.)</source>
        <translation>没有空闲实例的事件，如果预计忙碌或启动中的实例会比新实例更早可用，就等待它：比较最早一次运行的剩余时间（排在已等待的事件之后）与通常的启动时间。若等待已超过启动时间的一倍半，仍会启动新实例。持续不断的排队每次增加一个实例，每次所需时间是上一次的八倍。短函数所需实例因此少得多。（CIDRE，2025；排队规则为本引擎自有。）</translation>
    </message>
</context>
<context>
    <name>scfdesk::AbsentView</name>
    <message>
        <source>This connection</source>
        <translation>此连接</translation>
    </message>
    <message>
        <source>Not shown from %1</source>
        <translation>%1 不提供此内容</translation>
    </message>
    <message>
        <source>%1: its API does not tell. %2</source>
        <translation>%1：其 API 不提供。%2</translation>
    </message>
    <message>
        <source>Switch to the embedded engine</source>
        <translation>切换到内嵌引擎</translation>
    </message>
    <message>
        <source>%1: a connection does not carry them. The window of that engine shows them, and scfdesk status --connection %2 lists its instances. %3</source>
        <translation>%1：连接不会传送这些内容。请在该引擎自己的窗口中查看，或用 scfdesk status --connection %2 列出其实例。%3</translation>
    </message>
</context>
<context>
    <name>scfdesk::AddTriggerDialog</name>
    <message>
        <source>Add a trigger to %1</source>
        <translation>为 %1 添加触发器</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Add trigger</source>
        <translation>添加触发器</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>scfdesk::AliasDialog</name>
    <message>
        <source>New alias of %1</source>
        <translation>为 %1 新建别名</translation>
    </message>
    <message>
        <source>Name of the alias</source>
        <translation>别名名称</translation>
    </message>
    <message>
        <source>Version of the alias</source>
        <translation>别名指向的版本</translation>
    </message>
    <message>
        <source>Description of the alias</source>
        <translation>别名描述</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create alias</source>
        <translation>创建别名</translation>
    </message>
    <message>
        <source>An alias %1 exists already. Choose another name.</source>
        <translation>别名 %1 已存在，请换一个名称。</translation>
    </message>
</context>
<context>
    <name>scfdesk::AliasList</name>
    <message>
        <source>Aliases</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>New alias</source>
        <translation>新建别名</translation>
    </message>
    <message>
        <source>Delete alias %1?</source>
        <translation>删除别名 %1？</translation>
    </message>
    <message>
        <source>Calls of %1:%2 are refused from then on. Its versions stay.</source>
        <translation>此后对 %1:%2 的调用会被拒绝。它的版本保留。</translation>
    </message>
    <message>
        <source>Delete alias</source>
        <translation>删除别名</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>scfdesk::AliasRow</name>
    <message>
        <source>How calls of %1 are shared</source>
        <translation>%1 的流量分配方式</translation>
    </message>
    <message>
        <source>One version</source>
        <translation>单一版本</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>按权重</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>Main version of %1</source>
        <translation>%1 的主版本</translation>
    </message>
    <message>
        <source>Second version of %1</source>
        <translation>%1 的第二个版本</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Delete alias %1</source>
        <translation>删除别名 %1</translation>
    </message>
    <message>
        <source>Save alias %1</source>
        <translation>保存别名 %1</translation>
    </message>
    <message>
        <source>Discard changes of alias %1</source>
        <translation>放弃对别名 %1 的修改</translation>
    </message>
    <message>
        <source>Share of the second version of %1</source>
        <translation>%1 的第二个版本的占比</translation>
    </message>
    <message>
        <source>when the routing key's</source>
        <translation>当路由键的</translation>
    </message>
    <message>
        <source>Member of the routing key</source>
        <translation>路由键的成员</translation>
    </message>
    <message>
        <source>How the value is compared</source>
        <translation>值的比较方式</translation>
    </message>
    <message>
        <source>is</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>lies in</source>
        <translation>属于区间</translation>
    </message>
    <message>
        <source>Value or range</source>
        <translation>值或区间</translation>
    </message>
    <message>
        <source>matching calls to</source>
        <translation>匹配的调用到</translation>
    </message>
    <message>
        <source>and</source>
        <translation>与</translation>
    </message>
    <message>
        <source>Calls that go to %1</source>
        <translation>到 %1 的调用</translation>
    </message>
    <message>
        <source>%1 % go to %2, %3 % to %4</source>
        <translation>%1 % 到 %2，%3 % 到 %4</translation>
    </message>
</context>
<context>
    <name>scfdesk::AsyncView</name>
    <message>
        <source>Async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>last data %1</source>
        <translation>最后数据 %1</translation>
    </message>
    <message>
        <source>%1 waiting or running, %2 dead letters</source>
        <translation>%1 个等待或运行中，%2 条死信</translation>
    </message>
    <message>
        <source>%1 waiting or running, 1 dead letter</source>
        <translation>%1 个等待或运行中，1 个死信</translation>
    </message>
</context>
<context>
    <name>scfdesk::AttemptMarks</name>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Attempt %1, next try in %2 s</source>
        <translation>第 %1 次，%2 秒后重试</translation>
    </message>
    <message>
        <source>Attempt %1, waits for an instance</source>
        <translation>第 %1 次，等待实例</translation>
    </message>
    <message>
        <source>Attempt %1, running</source>
        <translation>第 %1 次，运行中</translation>
    </message>
    <message>
        <source>Attempt %1 at %2: %3 after %4</source>
        <translation>第 %1 次，%2：%3，用时 %4</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>%1 秒后</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
</context>
<context>
    <name>scfdesk::Attention</name>
    <message>
        <source>%1 could not be created</source>
        <translation>%1 创建失败</translation>
    </message>
    <message>
        <source>%1 could not be updated</source>
        <translation>%1 更新失败</translation>
    </message>
    <message>
        <source>%1 could not be deleted</source>
        <translation>%1 删除失败</translation>
    </message>
    <message>
        <source>%1 has no interpreter</source>
        <translation>%1 缺少解释器</translation>
    </message>
    <message>
        <source>%1 is not on this machine.</source>
        <translation>本机没有 %1。</translation>
    </message>
    <message>
        <source>%1 is not on this machine. Run: %2</source>
        <translation>本机没有 %1。请运行：%2</translation>
    </message>
    <message>
        <source>%1 fails every invocation</source>
        <translation>%1 每次调用都失败</translation>
    </message>
    <message>
        <source>%1 fails again and again</source>
        <translation>%1 反复失败</translation>
    </message>
    <message>
        <source>%1 grew faster than the burst limit</source>
        <translation>%1 的扩容速度超过突发上限</translation>
    </message>
    <message>
        <source>%1 reached its limit of %2</source>
        <translation>%1 达到上限 %2</translation>
    </message>
    <message>
        <source>%1 reached its limit</source>
        <translation>%1 达到上限</translation>
    </message>
    <message>
        <source>%1 throttled with %2 since %3.</source>
        <translation>自 %3 起 %1 次以 %2 被限流。</translation>
    </message>
    <message>
        <source>%1 is close to its memory</source>
        <translation>%1 的内存接近上限</translation>
    </message>
    <message>
        <source>%1 of %2 MB in use. More ends with 434.</source>
        <translation>已用 %1，共 %2 MB。超出将以 434 结束。</translation>
    </message>
    <message>
        <source>1 event in dead letters</source>
        <translation>1 个事件在死信中</translation>
    </message>
    <message>
        <source>%1 events in dead letters</source>
        <translation>%1 个事件在死信中</translation>
    </message>
    <message>
        <source>Out of retries, or older than 6 hours.</source>
        <translation>重试次数用尽，或已超过 6 小时。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>打开日志</translation>
    </message>
    <message>
        <source>Show on timeline</source>
        <translation>在时间轴上显示</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>%1 with other codes</source>
        <translation>其他状态码 %1 次</translation>
    </message>
    <message>
        <source>%1, %2 of %3 since %4.</source>
        <translation>%1，自 %4 起 %3 次中有 %2 次。</translation>
    </message>
    <message>
        <source>%1; %2 of %3 since %4.</source>
        <translation>%1；自 %4 起 %3 次中有 %2 次。</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>scfdesk::AttentionList</name>
    <message>
        <source>Nothing needs attention.</source>
        <translation>没有需要关注的事项。</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要关注</translation>
    </message>
</context>
<context>
    <name>scfdesk::BucketDialog</name>
    <message>
        <source>New bucket</source>
        <translation>新建存储桶</translation>
    </message>
    <message>
        <source>Bind folder</source>
        <translation>绑定文件夹</translation>
    </message>
    <message>
        <source>Folder to bind as a bucket</source>
        <translation>要绑定为存储桶的文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>It stays where it is: its files are the objects, and what changes in it fires triggers.</source>
        <translation>文件夹留在原处：其中的文件就是对象，其中的变化会触发触发器。</translation>
    </message>
    <message>
        <source>Name of the bucket</source>
        <translation>存储桶名称</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Small letters, digits and -, then - and the digits of an APPID, as in the cloud</source>
        <translation>小写字母、数字和 -，然后是 - 与 APPID 的数字，与云端一致</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make bucket</source>
        <translation>创建存储桶</translation>
    </message>
    <message>
        <source>A name has at most %1 characters with its APPID; this one has %2.</source>
        <translation>名称连同 APPID 最多 %1 个字符，当前有 %2 个。</translation>
    </message>
    <message>
        <source>It ends with - and an APPID in digits: %1</source>
        <translation>名称以 - 和数字 APPID 结尾：%1</translation>
    </message>
    <message>
        <source>It begins with a small letter or a digit, and has one before its APPID.</source>
        <translation>名称以小写字母或数字开头，APPID 之前也是小写字母或数字。</translation>
    </message>
    <message>
        <source>Only small letters, digits and - are in a name.</source>
        <translation>名称只能包含小写字母、数字和 -。</translation>
    </message>
    <message>
        <source>Give the whole path, from / or ~.</source>
        <translation>请给出以 / 或 ~ 开头的完整路径。</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation>%1 不是文件夹。</translation>
    </message>
</context>
<context>
    <name>scfdesk::BucketPane</name>
    <message>
        <source>Buckets</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上一级</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>复制对象键</translation>
    </message>
    <message>
        <source>Copy URL</source>
        <translation>复制 URL</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Buckets and objects</source>
        <translation>存储桶与对象</translation>
    </message>
    <message>
        <source>More objects</source>
        <translation>更多对象</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Preview of an image</source>
        <translation>图片预览</translation>
    </message>
    <message>
        <source>COS, every bucket is a folder of ordinary files</source>
        <translation>COS，每个存储桶都是一个普通文件夹</translation>
    </message>
    <message>
        <source>Delete the object</source>
        <translation>删除对象</translation>
    </message>
    <message>
        <source>Delete the bucket</source>
        <translation>删除存储桶</translation>
    </message>
    <message>
        <source>Drop files here to put them in %1. Each file fires its trigger once.</source>
        <translation>将文件拖到此处即可放入 %1，每个文件触发一次触发器。</translation>
    </message>
    <message>
        <source>Putting %1 of %2 files</source>
        <translation>正在上传第 %1 个文件，共 %2 个</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>这里还没有内容。</translation>
    </message>
    <message>
        <source>Select an object to see it.</source>
        <translation>选择一个对象以查看内容。</translation>
    </message>
    <message>
        <source>No preview of these bytes. Download the object to open it.</source>
        <translation>无法预览此内容，请下载后打开。</translation>
    </message>
    <message>
        <source>The first %1 are shown.</source>
        <translation>仅显示前 %1。</translation>
    </message>
    <message>
        <source>%1 files were given; %2 are put at once.</source>
        <translation>给出了 %1 个文件，一次最多上传 %2 个。</translation>
    </message>
    <message>
        <source>Put them in several goes.</source>
        <translation>请分几次上传。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Bind folder</source>
        <translation>绑定文件夹</translation>
    </message>
    <message>
        <source>A folder on the disk as a bucket: what changes in it fires triggers</source>
        <translation>将磁盘上的文件夹作为存储桶：其中的变化会触发触发器</translation>
    </message>
    <message>
        <source>Unbind</source>
        <translation>解除绑定</translation>
    </message>
    <message>
        <source>Unbind the folder</source>
        <translation>解除文件夹绑定</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, folder %2</source>
        <translation>%1，文件夹 %2</translation>
    </message>
    <message>
        <source>Fires</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>最近事件</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message>
        <source>Delete the bucket %1?</source>
        <translation>删除存储桶 %1？</translation>
    </message>
    <message>
        <source>Its %1 go.</source>
        <translation>其中的 %1 将丢失。</translation>
    </message>
    <message>
        <source>Only an empty one can go.</source>
        <translation>只能删除空的存储桶。</translation>
    </message>
    <message>
        <source>Its files stay in %1.</source>
        <translation>文件保留在 %1。</translation>
    </message>
    <message>
        <source>Its files stay in %1. What it fires gets no more events: %2.</source>
        <translation>文件保留在 %1。以下触发器不再收到事件：%2。</translation>
    </message>
    <message>
        <source>Unbind %1?</source>
        <translation>解除绑定 %1？</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>对象数</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Browse %1</source>
        <translation>浏览 %1</translation>
    </message>
    <message>
        <source>The first %1 lines are shown.</source>
        <translation>仅显示前 %1 行。</translation>
    </message>
    <message>
        <source>%1 more characters in this line</source>
        <translation>本行还有 %1 个字符</translation>
    </message>
    <message>
        <source>Filter buckets</source>
        <translation>筛选存储桶</translation>
    </message>
</context>
<context>
    <name>scfdesk::BucketSources</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1，事件 %2</translation>
    </message>
    <message>
        <source>%1, trigger is off</source>
        <translation>%1，触发器已关闭</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>scfdesk::CalibrationPane</name>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Measured against predicted</source>
        <translation>实测与预测对比</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>What explains it</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>within 10 %</source>
        <translation>10 % 以内</translation>
    </message>
    <message>
        <source>Compares the last load of this function with a simulation of the same arrivals.</source>
        <translation>将此函数最近一次负载与相同到达的仿真进行比较。</translation>
    </message>
</context>
<context>
    <name>scfdesk::CodeFiles</name>
    <message>
        <source>%1 is not there.</source>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>Choose another folder in Configuration.</source>
        <translation>请在“函数配置”中换一个文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>Make it readable for this user.</source>
        <translation>请让当前用户可以读取它。</translation>
    </message>
    <message>
        <source>The file is larger than %1 bytes.</source>
        <translation>文件大于 %1 字节。</translation>
    </message>
    <message>
        <source>Open it in your editor.</source>
        <translation>请在您的编辑器中打开。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Make it writable for this user, or free some space.</source>
        <translation>请让当前用户可以写入它，或腾出空间。</translation>
    </message>
</context>
<context>
    <name>scfdesk::CodePackage</name>
    <message>
        <source>The package cannot be read: %1.</source>
        <translation>无法读取代码包：%1。</translation>
    </message>
    <message>
        <source>Upload it again.</source>
        <translation>请重新上传。</translation>
    </message>
    <message>
        <source>The file is larger than %1 bytes.</source>
        <translation>文件大于 %1 字节。</translation>
    </message>
    <message>
        <source>Download the package to see it.</source>
        <translation>请下载代码包查看。</translation>
    </message>
    <message>
        <source>%1 is not in the package.</source>
        <translation>代码包中没有 %1。</translation>
    </message>
</context>
<context>
    <name>scfdesk::CodeSourceRow</name>
    <message>
        <source>Update from zip…</source>
        <translation>从 zip 更新…</translation>
    </message>
    <message>
        <source>Update code from zip package</source>
        <translation>从 zip 包更新代码</translation>
    </message>
    <message>
        <source>This folder is the source. Save a file there, and the next event runs the new code.</source>
        <translation>此文件夹即代码来源，保存文件后下一个事件运行新代码。</translation>
    </message>
    <message>
        <source>Use another folder…</source>
        <translation>使用其他文件夹…</translation>
    </message>
    <message>
        <source>Package %1  sha256 %2</source>
        <translation>代码包 %1  sha256 %2</translation>
    </message>
    <message>
        <source>Updated %1. New instances run new code; busy ones finish with the old.</source>
        <translation>%1 更新。新实例运行新代码，忙碌实例用旧代码运行完。</translation>
    </message>
    <message>
        <source>Use a folder…</source>
        <translation>使用文件夹…</translation>
    </message>
    <message>
        <source>Use a folder as the source of the code</source>
        <translation>使用文件夹作为代码来源</translation>
    </message>
</context>
<context>
    <name>scfdesk::CodeTally</name>
    <message>
        <source>%1 with %2 %3</source>
        <translation>%1 次 %2 %3</translation>
    </message>
    <message>
        <source>Events by code</source>
        <translation>按状态码统计</translation>
    </message>
</context>
<context>
    <name>scfdesk::CodeTemplates</name>
    <message>
        <source>Python: hello</source>
        <translation>Python：入门</translation>
    </message>
    <message>
        <source>Node.js: hello</source>
        <translation>Node.js：入门</translation>
    </message>
    <message>
        <source>Python: function URL</source>
        <translation>Python：函数 URL</translation>
    </message>
    <message>
        <source>Node.js: function URL</source>
        <translation>Node.js：函数 URL</translation>
    </message>
    <message>
        <source>Python: COS object</source>
        <translation>Python：COS 对象</translation>
    </message>
    <message>
        <source>Node.js: COS object</source>
        <translation>Node.js：COS 对象</translation>
    </message>
    <message>
        <source>Python: CKafka messages</source>
        <translation>Python：CKafka 消息</translation>
    </message>
    <message>
        <source>Node.js: CKafka messages</source>
        <translation>Node.js：CKafka 消息</translation>
    </message>
    <message>
        <source>Python: timer</source>
        <translation>Python：定时</translation>
    </message>
    <message>
        <source>Node.js: timer</source>
        <translation>Node.js：定时</translation>
    </message>
    <message>
        <source>PHP: hello</source>
        <translation>PHP：入门</translation>
    </message>
    <message>
        <source>PHP: function URL</source>
        <translation>PHP：函数 URL</translation>
    </message>
    <message>
        <source>PHP: COS object</source>
        <translation>PHP：COS 对象</translation>
    </message>
    <message>
        <source>PHP: CKafka messages</source>
        <translation>PHP：CKafka 消息</translation>
    </message>
    <message>
        <source>PHP: timer</source>
        <translation>PHP：定时</translation>
    </message>
    <message>
        <source>Custom runtime: hello in Bash</source>
        <translation>自定义运行环境：Bash 入门</translation>
    </message>
    <message>
        <source>Custom runtime</source>
        <translation>自定义运行环境</translation>
    </message>
    <message>
        <source>Java: hello</source>
        <translation>Java：hello</translation>
    </message>
    <message>
        <source>Java: function URL</source>
        <translation>Java：函数 URL</translation>
    </message>
    <message>
        <source>Java: COS object</source>
        <translation>Java：COS 对象</translation>
    </message>
    <message>
        <source>Java: CKafka messages</source>
        <translation>Java：CKafka 消息</translation>
    </message>
    <message>
        <source>Java: timer</source>
        <translation>Java：定时触发</translation>
    </message>
    <message>
        <source>Go: hello</source>
        <translation>Go：hello</translation>
    </message>
    <message>
        <source>Go: function URL</source>
        <translation>Go：函数 URL</translation>
    </message>
    <message>
        <source>Go: COS object</source>
        <translation>Go：COS 对象</translation>
    </message>
    <message>
        <source>Go: CKafka messages</source>
        <translation>Go：CKafka 消息</translation>
    </message>
    <message>
        <source>Go: timer</source>
        <translation>Go：定时触发</translation>
    </message>
    <message>
        <source>Custom runtime: function URL in Bash</source>
        <translation>自定义运行环境：Bash 函数 URL</translation>
    </message>
    <message>
        <source>Custom runtime: COS object in Bash</source>
        <translation>自定义运行环境：Bash COS 对象</translation>
    </message>
    <message>
        <source>Custom runtime: CKafka messages in Bash</source>
        <translation>自定义运行环境：Bash CKafka 消息</translation>
    </message>
    <message>
        <source>Custom runtime: timer in Bash</source>
        <translation>自定义运行环境：Bash 定时器</translation>
    </message>
    <message>
        <source>Python: web server</source>
        <translation>Python：Web 服务</translation>
    </message>
    <message>
        <source>Node.js: web server</source>
        <translation>Node.js：Web 服务</translation>
    </message>
</context>
<context>
    <name>scfdesk::CommandPalette</name>
    <message>
        <source>Search functions, requests, commands</source>
        <translation>搜索函数、请求、命令</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配项</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配项。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>scfdesk::Commands</name>
    <message>
        <source>&amp;Function</source>
        <translation>函数(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>New function</source>
        <translation>新建函数</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Copy function…</source>
        <translation>复制函数…</translation>
    </message>
    <message>
        <source>Delete function…</source>
        <translation>删除函数…</translation>
    </message>
    <message>
        <source>Go to function</source>
        <translation>转到函数</translation>
    </message>
    <message>
        <source>Pause or resume arrivals</source>
        <translation>暂停或恢复流量</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>扩缩容</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show or hide navigator</source>
        <translation>显示或隐藏导航</translation>
    </message>
    <message>
        <source>Show or hide log</source>
        <translation>显示或隐藏日志</translation>
    </message>
    <message>
        <source>Find in this view</source>
        <translation>在此视图中查找</translation>
    </message>
    <message>
        <source>Show graph as table</source>
        <translation>图表显示为表格</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一窗格</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Search functions, requests, commands</source>
        <translation>搜索函数、请求、命令</translation>
    </message>
    <message>
        <source>Keys of this view</source>
        <translation>此视图的快捷键</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>主题：深色</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>主题：浅色</translation>
    </message>
    <message>
        <source>Theme: as the desktop</source>
        <translation>主题：跟随桌面</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Import project file…</source>
        <translation>导入项目文件…</translation>
    </message>
    <message>
        <source>Export project file…</source>
        <translation>导出项目文件…</translation>
    </message>
    <message>
        <source>Connections…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Deploy function to a connection…</source>
        <translation>将函数部署到连接…</translation>
    </message>
    <message>
        <source>Pull function from a connection…</source>
        <translation>从连接拉取函数…</translation>
    </message>
    <message>
        <source>Compare function here and there…</source>
        <translation>对比函数的此处与彼处…</translation>
    </message>
</context>
<context>
    <name>scfdesk::CompareDialog</name>
    <message>
        <source>Compare invocations</source>
        <translation>对比调用</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>接收时间</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>计费时长</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>Memory size</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>scfdesk::ComparePane</name>
    <message>
        <source>Figures of both invocations</source>
        <translation>两次调用的数据</translation>
    </message>
    <message>
        <source>Texts of both invocations</source>
        <translation>两次调用的文本</translation>
    </message>
    <message>
        <source>Text of the first invocation</source>
        <translation>第一次调用的文本</translation>
    </message>
    <message>
        <source>Text of the second invocation</source>
        <translation>第二次调用的文本</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>differs in 1 place</source>
        <translation>1 处不同</translation>
    </message>
    <message>
        <source>differs in %1 places</source>
        <translation>%1 处不同</translation>
    </message>
</context>
<context>
    <name>scfdesk::ConcurrencyTrack</name>
    <message>
        <source>Concurrency</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>%1 of %2 at %3</source>
        <translation>%3 时 %1 / %2</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Concurrency: starting, init and busy; the limit applies to these. Limit: account quota by memory.</source>
        <translation>并发：启动中、初始化和忙碌，上限针对这些。上限：账户配额 ÷ 内存。</translation>
    </message>
    <message>
        <source>Concurrency %1 of %2</source>
        <translation>并发 %1 / %2</translation>
    </message>
    <message>
        <source>Concurrency %1</source>
        <translation>并发 %1</translation>
    </message>
    <message>
        <source>max %1</source>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>peak %1 in this window</source>
        <translation>本窗口峰值 %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>concurrency</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>上限</translation>
    </message>
</context>
<context>
    <name>scfdesk::ConcurrencyView</name>
    <message>
        <source>Concurrency</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>Change account quota</source>
        <translation>修改账号配额</translation>
    </message>
    <message>
        <source>Reserved quota of this function</source>
        <translation>本函数的最大独占配额</translation>
    </message>
    <message>
        <source>Change burst limit</source>
        <translation>修改突发上限</translation>
    </message>
    <message>
        <source>Try in Simulate</source>
        <translation>在仿真中试验</translation>
    </message>
    <message>
        <source>Provisioned concurrency</source>
        <translation>预置并发</translation>
    </message>
    <message>
        <source>of published versions</source>
        <translation>已发布版本</translation>
    </message>
    <message>
        <source>Only a published version can keep instances ready. Publish one first.</source>
        <translation>只有已发布的版本才能保持实例就绪，请先发布版本。</translation>
    </message>
    <message>
        <source>Open Versions</source>
        <translation>打开版本</translation>
    </message>
    <message>
        <source>Provisioned concurrency by version</source>
        <translation>各版本的预置并发</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Kept ready</source>
        <translation>保持就绪</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>At most %1 new instances a minute over all functions, apart from provisioned ones (%2 a minute).</source>
        <translation>所有函数每分钟最多新增 %1 个实例，预置实例另计（每分钟 %2 个）。</translation>
    </message>
    <message>
        <source>The account has %1 MB: %2 instances of the %3 MB that this function takes.</source>
        <translation>账号共 %1 MB：按本函数的 %3 MB 计为 %2 个实例。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 to %2, by use</source>
        <translation>%1 至 %2，按使用率</translation>
    </message>
    <message>
        <source>%1 fixed</source>
        <translation>固定 %1 个</translation>
    </message>
    <message>
        <source>Starts fail</source>
        <translation>启动失败</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>%1 starts in a row have failed; the log of the function says why.</source>
        <translation>连续 %1 次启动失败，原因见函数日志。</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>verb</comment>
        <translation>修改</translation>
    </message>
    <message>
        <source>%1: reserved quota</source>
        <translation>%1：最大独占配额</translation>
    </message>
    <message>
        <source>%1: provisioned concurrency of version %2</source>
        <translation>%1：版本 %2 的预置并发</translation>
    </message>
    <message>
        <source>, %1 timed</source>
        <translation>，%1 个定时调整</translation>
    </message>
</context>
<context>
    <name>scfdesk::ConfigurationView</name>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save configuration</source>
        <translation>保存配置</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <source>fixed once a function exists</source>
        <translation>函数创建后不可修改</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>执行方法</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>names and values together up to %1 bytes</source>
        <translation>名称与值合计不超过 %1 字节</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>one event at a time runs in an instance</source>
        <translation>每个实例同时只运行一个事件</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>64, or 128 to %1 in steps of 128</source>
        <translation>64，或 128 到 %1，步长 128</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>of one run, 1 to %1</source>
        <translation>单次运行，1 到 %1</translation>
    </message>
    <message>
        <source>Init timeout</source>
        <translation>初始化超时</translation>
    </message>
    <message>
        <source>start and module level, 3 to %1</source>
        <translation>启动与模块加载，3 到 %1</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>to rename, copy it and then delete the old one</source>
        <translation>如需改名，请复制后删除旧函数</translation>
    </message>
    <message>
        <source>Copy…</source>
        <translation>复制…</translation>
    </message>
    <message>
        <source>Copy function</source>
        <translation>复制函数</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete function</source>
        <translation>删除函数</translation>
    </message>
    <message>
        <source>Copy or delete</source>
        <translation>复制或删除</translation>
    </message>
    <message>
        <source>On this engine</source>
        <translation>仅此引擎</translation>
    </message>
    <message>
        <source>SCF has no such settings</source>
        <translation>SCF 没有这些设置</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保活时间</translation>
    </message>
    <message>
        <source>Engine's</source>
        <translation>引擎默认</translation>
    </message>
    <message>
        <source>an idle instance goes after this long</source>
        <translation>空闲超过该时长的实例被回收</translation>
    </message>
    <message>
        <source>Max instances</source>
        <translation>最大实例数</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限制</translation>
    </message>
    <message>
        <source>more events wait, none is refused</source>
        <translation>超出的事件排队，不会被拒绝</translation>
    </message>
    <message>
        <source>Start policy</source>
        <translation>启动策略</translation>
    </message>
    <message>
        <source>As SCF</source>
        <translation>与 SCF 一致</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Wait: for a busy instance that will be free sooner</source>
        <translation>等待：更早空出的忙碌实例</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>the engine's</source>
        <translation>引擎默认</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限制</translation>
    </message>
    <message>
        <source>1 change, not saved</source>
        <translation>1 处修改未保存</translation>
    </message>
    <message>
        <source>%1 changes, not saved</source>
        <translation>%1 处修改未保存</translation>
    </message>
    <message>
        <source>%1 was not saved.</source>
        <translation>%1 未保存。</translation>
    </message>
    <message>
        <source>Events fail until it is there. Install it: %1</source>
        <translation>安装之前事件会失败。安装命令：%1</translation>
    </message>
    <message>
        <source>Changes apply to new instances.</source>
        <translation>更改对新实例生效。</translation>
    </message>
</context>
<context>
    <name>scfdesk::ConnectionCompare</name>
    <message>
        <source>Embedded engine</source>
        <translation>内置引擎</translation>
    </message>
    <message>
        <source>%1 here and there</source>
        <translation>%1 的此处与彼处对比</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>With</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>no other connection yet</source>
        <translation>尚无其他连接</translation>
    </message>
    <message>
        <source>Times at each end</source>
        <translation>每一端的触发次数</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>By turns; times are those in the middle of all runs</source>
        <translation>两端轮流触发；时间取各次运行的中位数</translation>
    </message>
    <message>
        <source>Fire at both</source>
        <translation>两端触发</translation>
    </message>
    <message>
        <source>as in the editor</source>
        <translation>编辑器中的事件</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>%1 runs at %2: it costs what it costs there, and changes what it changes there.</source>
        <translation>%1 将在 %2 上运行：会在那里产生费用，并改变那里的数据。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>%1 of %2 cold</source>
        <translation>%2 次中 %1 次冷启动</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>In the function</source>
        <translation>函数内耗时</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>计费时长</translation>
    </message>
    <message>
        <source>From here and back</source>
        <translation>往返耗时</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>the same, but for times and ids</source>
        <translation>除时间和 ID 外相同</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) differ</source>
        <translation>
            <numerusform>%n 行不同</numerusform>
        </translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>scfdesk::ConnectionMenu</name>
    <message>
        <source>Embedded engine</source>
        <translation>内置引擎</translation>
    </message>
    <message>
        <source>Connections...</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Deploy %1...</source>
        <translation>部署 %1…</translation>
    </message>
    <message>
        <source>Pull %1 down...</source>
        <translation>拉取 %1…</translation>
    </message>
    <message>
        <source>Compare %1 here and there...</source>
        <translation>对比 %1 的此处与彼处……</translation>
    </message>
</context>
<context>
    <name>scfdesk::ConnectionSwitch</name>
    <message>
        <source>%1, region %2</source>
        <translation>%1，地域 %2</translation>
    </message>
    <message>
        <source>Fire in the cloud?</source>
        <translation>在云端触发？</translation>
    </message>
    <message>
        <source>%1 at %2?</source>
        <translation>在 %2 上执行 %1？</translation>
    </message>
    <message>
        <source>%1 runs at %2, with the account %3: it costs what it costs there, and changes what it changes there. You are asked once in this run.</source>
        <translation>%1 将在 %2 上以账号 %3 运行：会在那里产生费用，并改变那里的数据。本次运行期间只询问一次。</translation>
    </message>
    <message>
        <source>It takes away %1 at %2, with the account %3. It cannot be brought back from here.</source>
        <translation>将以账号 %3 移除 %2 上的 %1，无法从此处恢复。</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>scfdesk::ConnectionsDialog</name>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>通往</translation>
    </message>
    <message>
        <source>Tencent Cloud</source>
        <translation>腾讯云</translation>
    </message>
    <message>
        <source>Engine on another machine</source>
        <translation>另一台机器上的引擎</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>访问地址</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>SecretId</source>
        <translation>SecretId</translation>
    </message>
    <message>
        <source>SecretKey</source>
        <translation>SecretKey</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>only with temporary keys</source>
        <translation>仅用于临时密钥</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save and switch</source>
        <translation>保存并切换</translation>
    </message>
    <message>
        <source>Embedded engine</source>
        <translation>内置引擎</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>The window shows it: switch to another one first.</source>
        <translation>窗口正在显示此连接，请先切换到其他连接。</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Asking %1 ...</source>
        <translation>正在询问 %1…</translation>
    </message>
    <message>
        <source>1 function, answered in %1 s</source>
        <translation>1 个函数，%1 s 内应答</translation>
    </message>
    <message>
        <source>%1 functions, answered in %2 s</source>
        <translation>%1 个函数，%2 s 内应答</translation>
    </message>
    <message>
        <source>A SecretId and a SecretKey go together.</source>
        <translation>SecretId 和 SecretKey 必须同时填写。</translation>
    </message>
    <message>
        <source>Fill in both, or leave both as they are.</source>
        <translation>请两项都填写，或都保持不变。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>as stored, if any are</source>
        <translation>若已保存则使用已保存的</translation>
    </message>
    <message>
        <source>from the environment</source>
        <translation>来自环境变量</translation>
    </message>
    <message>
        <source>Keys go into the desktop's keyring, never into a file. Without any, %1 and %2 of the environment are used.</source>
        <translation>密钥保存在桌面密钥环中，绝不写入文件。若没有，则使用环境变量 %1 和 %2。</translation>
    </message>
</context>
<context>
    <name>scfdesk::CopyDialog</name>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>The new function has the code, configuration and saved events of %1. To rename, copy it and then delete the old one.</source>
        <translation>新函数带有 %1 的代码、配置和已保存的事件。如需改名，请复制后删除旧函数。</translation>
    </message>
    <message>
        <source>Name of the copy</source>
        <translation>副本名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy function</source>
        <translation>复制函数</translation>
    </message>
    <message>
        <source>A function %1 exists already. Choose another name.</source>
        <translation>函数 %1 已存在。请换一个名称。</translation>
    </message>
</context>
<context>
    <name>scfdesk::CosClient</name>
    <message>
        <source>%1 can't be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 can't be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
</context>
<context>
    <name>scfdesk::CronWords</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1至%2</translation>
    </message>
    <message>
        <source>in hour %1</source>
        <translation>在 %1 时</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>Every second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>Every %1 seconds</source>
        <translation>每 %1 秒</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>Every minute at second %1</source>
        <translation>每分钟第 %1 秒</translation>
    </message>
    <message>
        <source>Every hour at %1:%2</source>
        <translation>每小时的 %1:%2</translation>
    </message>
    <message>
        <source>Every %1 minutes</source>
        <translation>每 %1 分钟</translation>
    </message>
    <message>
        <source>At second %1 of minute %2, hour %3</source>
        <translation>第 %3 时第 %2 分第 %1 秒</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>on day %1 of the month</source>
        <translation>每月 %1 日</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1或%2</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>, in %1</source>
        <translation>，%1</translation>
    </message>
    <message>
        <source>Seven fields are wanted, second minute hour day month week year; there are %1.</source>
        <translation>需要七个字段：秒 分 时 日 月 星期 年；现有 %1 个。</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>scfdesk::CursorLog</name>
    <message>
        <source>all functions</source>
        <translation>全部函数</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>No line yet</source>
        <translation>还没有日志</translation>
    </message>
    <message>
        <source>Log at cursor</source>
        <translation>光标处日志</translation>
    </message>
    <message>
        <source>± 2 s, %1</source>
        <translation>± 2 s，%1</translation>
    </message>
    <message>
        <source>No line within 2 s of the cursor</source>
        <translation>光标前后 2 秒内没有日志行</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation>在日志中打开</translation>
    </message>
</context>
<context>
    <name>scfdesk::CurveEditor</name>
    <message>
        <source>Drawn shape of the load</source>
        <translation>手绘的压测曲线</translation>
    </message>
    <message>
        <source>Drag to draw the rate over the length of the run. Keys: ← → choose a point, ↑ ↓ move it</source>
        <translation>拖动以绘制整个压测过程的速率。按键：← → 选择点，↑ ↓ 移动点</translation>
    </message>
    <message>
        <source>point %1 of %2: %3 % of the peak</source>
        <translation>第 %1 / %2 个点：峰值的 %3 %</translation>
    </message>
</context>
<context>
    <name>scfdesk::DeadLetters</name>
    <message>
        <source>No dead letter</source>
        <translation>没有死信</translation>
    </message>
    <message>
        <source>An async event that has failed all its retries, or grew too old waiting, is kept here until somebody retries or discards it.</source>
        <translation>重试全部失败或等待超时的异步事件保存在这里，直到被重试或丢弃。</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>First</source>
        <translation>首次</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>末次</translation>
    </message>
    <message>
        <source>No dead letter chosen</source>
        <translation>未选择死信</translation>
    </message>
    <message>
        <source>Choose one at the left to see why it failed and what it carries.</source>
        <translation>请在左侧选择一条，查看失败原因和内容。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Retry all with this reason</source>
        <translation>重试所有同因死信</translation>
    </message>
    <message>
        <source>Edit then fire</source>
        <translation>编辑后触发</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Puts the event into the editor of Test. The dead letter stays until it is retried or discarded.</source>
        <translation>把事件放入“测试”的编辑器。死信保留到被重试或丢弃为止。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>First %1, last %2</source>
        <translation>首次 %1，末次 %2</translation>
    </message>
    <message>
        <source>Version or alias</source>
        <translation>版本或别名</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Retry dead letter %1</source>
        <translation>重试死信 %1</translation>
    </message>
    <message>
        <source>Discard dead letter %1</source>
        <translation>丢弃死信 %1</translation>
    </message>
    <message>
        <source>Discard this dead letter?</source>
        <translation>丢弃这条死信？</translation>
    </message>
    <message>
        <source>The event of %1 goes with its payload (%2). It was never handled, and no copy of it is kept.</source>
        <translation>%1 的事件连同内容（%2）将被删除。它从未被处理，也不会留下副本。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>From</source>
        <comment>what fired it</comment>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>scfdesk::DebugStrip</name>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Debug next event</source>
        <translation>调试下一个事件</translation>
    </message>
    <message>
        <source>Stop debugging</source>
        <translation>停止调试</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the configuration for the editor</source>
        <translation>复制编辑器配置</translation>
    </message>
    <message>
        <source>Configuration for the editor</source>
        <translation>编辑器配置</translation>
    </message>
    <message>
        <source>Starting an instance under the debugger. An editor attaches to %1.</source>
        <translation>正在调试器下启动实例，编辑器可附加到 %1。</translation>
    </message>
    <message>
        <source>A debugger is attached. Set a breakpoint, then fire an event.</source>
        <translation>调试器已附加。请设置断点，然后触发事件。</translation>
    </message>
    <message>
        <source>Attach an editor to %1, then fire an event.</source>
        <translation>将编辑器附加到 %1，然后触发事件。</translation>
    </message>
    <message>
        <source>The event runs in a moment.</source>
        <translation>事件即将运行。</translation>
    </message>
    <message>
        <source>An event waits for a debugger at %1.</source>
        <translation>一个事件正在 %1 等待调试器。</translation>
    </message>
    <message>
        <source>The event runs; %1 s of its time are left.</source>
        <translation>事件正在运行，剩余时间 %1 秒。</translation>
    </message>
    <message>
        <source>Paused. Its clock stands at %1 s left.</source>
        <translation>已暂停。计时停在剩余 %1 秒。</translation>
    </message>
    <message>
        <source>Stopped. Its event went to another instance.</source>
        <translation>已停止。其事件已转给其他实例。</translation>
    </message>
    <message>
        <source>The event has ended with %1.</source>
        <translation>事件已结束，状态码 %1。</translation>
    </message>
    <message>
        <source>Run &gt; Edit Configurations &gt; + &gt; %1
Host: %2
Port: %3
Map %4 on this machine to %5.</source>
        <translation>Run &gt; Edit Configurations &gt; + &gt; %1
Host: %2
Port: %3
将本机的 %4 映射到 %5。</translation>
    </message>
    <message>
        <source>the project folder</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>Loading the code under the debugger.</source>
        <translation>正在调试器下加载代码。</translation>
    </message>
    <message>
        <source>Paused while the code loads, before any event.</source>
        <translation>已暂停：代码正在加载，尚无事件运行。</translation>
    </message>
</context>
<context>
    <name>scfdesk::DeleteDialog</name>
    <message>
        <source>Delete %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message>
        <source>Delete function</source>
        <translation>删除函数</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Delete function %1</source>
        <translation>删除函数 %1</translation>
    </message>
    <message>
        <source>Keep function %1</source>
        <translation>保留函数 %1</translation>
    </message>
    <message>
        <source>Its configuration goes. The folder %1 stays as it is.</source>
        <translation>其配置将被删除，文件夹 %1 保持不变。</translation>
    </message>
    <message>
        <source>Its code (%1) and configuration go.</source>
        <translation>其代码（%1）与配置将被删除。</translation>
    </message>
    <message>
        <source>1 pending event goes and is never run.</source>
        <translation>1 个待处理事件将被丢弃，不再运行。</translation>
    </message>
    <message>
        <source>%1 pending events go and are never run.</source>
        <translation>%1 个待处理事件将被丢弃，不再运行。</translation>
    </message>
    <message>
        <source>No pending event.</source>
        <translation>没有待处理事件。</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>1 saved event goes: %1.</source>
        <translation>1 个已保存事件将被删除：%1。</translation>
    </message>
    <message>
        <source>%1 saved events go: %2.</source>
        <translation>%1 个已保存事件将被删除：%2。</translation>
    </message>
    <message>
        <source>No saved event.</source>
        <translation>没有已保存事件。</translation>
    </message>
    <message>
        <source>1 instance ends, with what it runs.</source>
        <translation>1 个实例及其运行将结束。</translation>
    </message>
    <message>
        <source>%1 instances end, with what they run.</source>
        <translation>%1 个实例及其运行将结束。</translation>
    </message>
    <message>
        <source>No invocation in its history.</source>
        <translation>没有调用历史。</translation>
    </message>
    <message>
        <source>Its history goes: 1 invocation, with its log.</source>
        <translation>调用历史将删除：1 次调用及其日志。</translation>
    </message>
    <message>
        <source>Its history goes: %1 invocations, with their log.</source>
        <translation>调用历史将删除：%1 次调用及其日志。</translation>
    </message>
    <message>
        <source>1 published version goes: %1.</source>
        <translation>将删除 1 个已发布版本：%1。</translation>
    </message>
    <message>
        <source>%1 published versions go: %2.</source>
        <translation>将删除 %1 个已发布版本：%2。</translation>
    </message>
    <message>
        <source>1 alias goes: %1.</source>
        <translation>将删除 1 个别名：%1。</translation>
    </message>
    <message>
        <source>%1 aliases go: %2.</source>
        <translation>将删除 %1 个别名：%2。</translation>
    </message>
    <message>
        <source>1 trigger goes: %1.</source>
        <translation>将删除 1 个触发器：%1。</translation>
    </message>
    <message>
        <source>%1 triggers go: %2.</source>
        <translation>将删除 %1 个触发器：%2。</translation>
    </message>
    <message>
        <source>1 dead letter stays in Async; without the function it cannot be retried.</source>
        <translation>1 个死信保留在“异步”中；函数删除后无法重试。</translation>
    </message>
    <message>
        <source>%1 dead letters stay in Async; without the function they cannot be retried.</source>
        <translation>%1 个死信保留在“异步”中；函数删除后无法重试。</translation>
    </message>
</context>
<context>
    <name>scfdesk::DeleteTriggerDialog</name>
    <message>
        <source>Delete %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message>
        <source>Its counters and its list of recent deliveries go. Events that it has brought already still run.</source>
        <translation>它的计数和最近投递列表会被删除。已经带来的事件仍会运行。</translation>
    </message>
    <message>
        <source>%1 answers no longer; a new trigger gets another address.</source>
        <translation>%1 将不再响应；新建的触发器会得到另一个地址。</translation>
    </message>
    <message>
        <source>Delete trigger</source>
        <translation>删除触发器</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>scfdesk::DeliveryPath</name>
    <message>
        <source>0/s</source>
        <translation>0/秒</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>Delivery path</source>
        <translation>投递路径</translation>
    </message>
    <message>
        <source>%1 events made at %2, %3 delivered, %4 waiting, %5 retried, %6 dead letters, %7 refused</source>
        <translation>产生 %1 个事件（%2），已投递 %3，等待 %4，重试 %5，死信 %6，拒绝 %7</translation>
    </message>
    <message>
        <source>off; %1</source>
        <translation>已停用；%1</translation>
    </message>
    <message>
        <source>Total lag</source>
        <translation>总堆积</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下次</translation>
    </message>
    <message>
        <source>bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>lines gathered</source>
        <translation>已收集行</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>调用方</translation>
    </message>
    <message>
        <source>Poller</source>
        <translation>轮询</translation>
    </message>
    <message>
        <source>collects up to</source>
        <translation>每批最多</translation>
    </message>
    <message>
        <source>in hand</source>
        <translation>手中</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已响应</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>instances</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>poll</source>
        <translation>轮询</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>invoke</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Commit offsets</source>
        <translation>提交位点</translation>
    </message>
    <message>
        <source>Retry same batch</source>
        <translation>重试同一批次</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Error to the caller</source>
        <translation>错误返回调用方</translation>
    </message>
    <message>
        <source>Retry in 1 min</source>
        <translation>1 分钟后重试</translation>
    </message>
    <message>
        <source>Dead letter</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>last one late by</source>
        <translation>上次延迟</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 / %2 s</source>
        <translation>%1 / %2 秒</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 条消息</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>第 %1 次尝试，共 %2 次</translation>
    </message>
    <message>
        <source>the partition waits</source>
        <translation>分区等待</translation>
    </message>
</context>
<context>
    <name>scfdesk::DeployDialog</name>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>goes</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Deploy %1</source>
        <translation>部署 %1</translation>
    </message>
    <message>
        <source>Pull %1 down</source>
        <translation>拉取 %1</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Embedded engine</source>
        <translation>内置引擎</translation>
    </message>
    <message>
        <source>no other connection yet</source>
        <translation>尚无其他连接</translation>
    </message>
    <message>
        <source>Verify with</source>
        <translation>验证事件</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>fired once, there</source>
        <translation>在目标端触发一次</translation>
    </message>
    <message>
        <source>Publish a version</source>
        <translation>发布版本</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>There now</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>然后</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>规划</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>拉取</translation>
    </message>
    <message>
        <source>Reading both ends ...</source>
        <translation>正在读取两端…</translation>
    </message>
    <message>
        <source>%1 is being written to %2 ...</source>
        <translation>正在将 %1 写入 %2…</translation>
    </message>
    <message>
        <source>Reading back what was written ...</source>
        <translation>正在读回已写入的内容…</translation>
    </message>
    <message>
        <source>Its event brought %1 in %2.</source>
        <translation>其事件在 %2 内返回 %1。</translation>
    </message>
    <message>
        <source>It stopped in the middle. What was done stays; plan again to go on with the rest.</source>
        <translation>中途停止。已完成的部分保留；重新规划即可继续其余部分。</translation>
    </message>
    <message>
        <source>%1 at %2 is as it is here: nothing to do.</source>
        <translation>%2 上的 %1 与此处一致，无需操作。</translation>
    </message>
    <message>
        <source>%1 cannot go to %2. %3</source>
        <translation>无法将 %1 部署到 %2。%3</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>attempt %1: %2</source>
        <translation>第 %1 次尝试：%2</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done at attempt %1</source>
        <translation>第 %1 次尝试完成</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新规划</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>Plan first: it shows what is written before anything is.</source>
        <translation>请先规划：在写入之前显示将要写入的内容。</translation>
    </message>
    <message>
        <source>There is no other connection yet. Make one to deploy to.</source>
        <translation>还没有其他连接。请新建一个作为部署目标。</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message numerus="yes">
        <source>%n functions</source>
        <translation>
            <numerusform>%n 个函数</numerusform>
        </translation>
    </message>
    <message>
        <source>the first saved event of each</source>
        <translation>各函数的第一个保存事件</translation>
    </message>
    <message>
        <source>Code, configuration and triggers of %1 at %2 are now as they are here.</source>
        <translation>%2 上 %1 的代码、配置和触发器现在与此处一致。</translation>
    </message>
    <message>
        <source>There is no other connection yet.</source>
        <translation>还没有其他连接。</translation>
    </message>
    <message>
        <source>Leave out what cannot go.</source>
        <translation>请去掉无法部署的函数。</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>cannot go</source>
        <translation>无法部署</translation>
    </message>
    <message>
        <source>At %1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>to be created</source>
        <translation>将创建</translation>
    </message>
    <message>
        <source>to be changed</source>
        <translation>将修改</translation>
    </message>
    <message>
        <source>%1 will be created at %2.</source>
        <translation>将在 %2 上创建 %1。</translation>
    </message>
    <message>
        <source>%1 will be changed at %2.</source>
        <translation>将在 %2 上修改 %1。</translation>
    </message>
</context>
<context>
    <name>scfdesk::DiffModel</name>
    <message>
        <source>%1 is new: %2</source>
        <translation>%1 新增：%2</translation>
    </message>
    <message>
        <source>%1 is gone: %2</source>
        <translation>%1 已删除：%2</translation>
    </message>
    <message>
        <source>%1 was %2, is %3</source>
        <translation>%1 由 %2 变为 %3</translation>
    </message>
</context>
<context>
    <name>scfdesk::DiffView</name>
    <message>
        <source>Differences from the previous reply</source>
        <translation>与上一次响应的差异</translation>
    </message>
    <message>
        <source>No earlier reply to the same event.</source>
        <translation>没有同一事件的更早响应。</translation>
    </message>
    <message>
        <source>No other difference from %1.</source>
        <translation>与 %1 相比没有其他差异。</translation>
    </message>
    <message>
        <source>The same as at %1.</source>
        <translation>与 %1 相同。</translation>
    </message>
    <message>
        <source>First %1 differences from %2</source>
        <translation>与 %2 相比的前 %1 处差异</translation>
    </message>
    <message>
        <source>1 difference from %1</source>
        <translation>与 %1 相比有 1 处差异</translation>
    </message>
    <message>
        <source>%1 differences from %2</source>
        <translation>与 %2 相比有 %1 处差异</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Mute %1</source>
        <translation>忽略 %1</translation>
    </message>
    <message>
        <source>Leaves %1 out of every comparison of this function</source>
        <translation>此函数的所有对比都不再包含 %1</translation>
    </message>
    <message>
        <source>%1 muted</source>
        <translation>已忽略 %1 处</translation>
    </message>
    <message>
        <source>Compare what is muted again</source>
        <translation>重新对比已忽略的内容</translation>
    </message>
</context>
<context>
    <name>scfdesk::EmptyState</name>
    <message>
        <source>Press</source>
        <translation>按</translation>
    </message>
</context>
<context>
    <name>scfdesk::EngineWords</name>
    <message>
        <source>idle instance</source>
        <translation>有空闲实例</translation>
    </message>
    <message>
        <source>just free, the event waited %1</source>
        <translation>刚空闲，事件已等待 %1</translation>
    </message>
    <message>
        <source>idle for %1</source>
        <translation>已空闲 %1</translation>
    </message>
    <message>
        <source>no idle instance</source>
        <translation>没有空闲实例</translation>
    </message>
    <message>
        <source>executing %1 + %2 of %3</source>
        <translation>执行中 %1 + %2，共 %3</translation>
    </message>
    <message>
        <source>starting instance</source>
        <translation>正在启动的实例</translation>
    </message>
    <message>
        <source>started %1 ago</source>
        <translation>%1 前启动</translation>
    </message>
    <message>
        <source>instance limit</source>
        <translation>实例数上限</translation>
    </message>
    <message>
        <source>%1 of %2 instances in use, %3 events ahead</source>
        <translation>实例已用 %1 / %2，前面有 %3 个事件</translation>
    </message>
    <message>
        <source>start or wait</source>
        <translation>启动或等待</translation>
    </message>
    <message>
        <source>an instance is expected free in %1, a start takes %2</source>
        <translation>预计 %1 后有实例空闲，启动需要 %2</translation>
    </message>
    <message>
        <source>account quota</source>
        <translation>账户配额</translation>
    </message>
    <message>
        <source>reserved quota</source>
        <translation>独占配额</translation>
    </message>
    <message>
        <source>function is off</source>
        <translation>函数已停用</translation>
    </message>
    <message>
        <source>reserved quota is 0 MB</source>
        <translation>独占配额为 0 MB</translation>
    </message>
    <message>
        <source>burst limit</source>
        <translation>突发上限</translation>
    </message>
    <message>
        <source>%1 of %2 starts made, next window in %3</source>
        <translation>已启动 %1 / %2 次，%3 后进入下一窗口</translation>
    </message>
    <message>
        <source>memory of this machine</source>
        <translation>本机内存</translation>
    </message>
    <message>
        <source>instances %1 + %2 of %3</source>
        <translation>实例 %1 + %2，共 %3</translation>
    </message>
    <message>
        <source>instances %1 of %2</source>
        <translation>实例 %1，共 %2</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>idle for %1, keep-alive is %2</source>
        <translation>空闲 %1，保活时间为 %2</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>running for %1, timeout is %2</source>
        <translation>已运行 %1，超时时间为 %2</translation>
    </message>
    <message>
        <source>initialisation timeout</source>
        <translation>初始化超时</translation>
    </message>
    <message>
        <source>starting for %1, initialisation timeout is %2</source>
        <translation>已启动 %1，初始化超时为 %2</translation>
    </message>
    <message>
        <source>execution error</source>
        <translation>执行错误</translation>
    </message>
    <message>
        <source>status %1, retry %2 of %3</source>
        <translation>状态码 %1，第 %2 次重试，共 %3 次</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>状态码 %1</translation>
    </message>
    <message>
        <source>instance died</source>
        <translation>实例异常退出</translation>
    </message>
    <message>
        <source>new code</source>
        <translation>代码已更新</translation>
    </message>
    <message>
        <source>the function has new code</source>
        <translation>函数代码已更新</translation>
    </message>
    <message>
        <source>new configuration</source>
        <translation>配置已更新</translation>
    </message>
    <message>
        <source>memory was %1, now %2</source>
        <translation>内存由 %1 改为 %2</translation>
    </message>
    <message>
        <source>function removed</source>
        <translation>函数已删除</translation>
    </message>
    <message>
        <source>the function is gone</source>
        <translation>函数已不存在</translation>
    </message>
    <message>
        <source>retry is due</source>
        <translation>重试时间已到</translation>
    </message>
    <message>
        <source>refused %1 ago</source>
        <translation>%1 前被拒绝</translation>
    </message>
    <message>
        <source>retries used up</source>
        <translation>重试次数用尽</translation>
    </message>
    <message>
        <source>%1 attempts, %2 retries allowed</source>
        <translation>已尝试 %1 次，允许重试 %2 次</translation>
    </message>
    <message>
        <source>too old</source>
        <translation>事件过期</translation>
    </message>
    <message>
        <source>age at the next attempt %1, at most %2</source>
        <translation>下次尝试时已存在 %1，最长 %2</translation>
    </message>
    <message>
        <source>queue full</source>
        <translation>队列已满</translation>
    </message>
    <message>
        <source>%1 events queued, at most %2</source>
        <translation>队列中有 %1 个事件，最多 %2 个</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>arrivals are held, %1 events ahead</source>
        <translation>流量已暂停，前面有 %1 个事件</translation>
    </message>
    <message>
        <source>canceled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>the caller gave it up</source>
        <translation>调用方已放弃</translation>
    </message>
    <message>
        <source>success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>ran %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>initialisation failed: %1</source>
        <translation>初始化失败：%1</translation>
    </message>
    <message>
        <source>the process ended: %1</source>
        <translation>进程已结束：%1</translation>
    </message>
    <message>
        <source>the engine ends</source>
        <translation>引擎正在退出</translation>
    </message>
    <message>
        <source>%1 (+%2 more)</source>
        <translation>%1（另有 %2 个）</translation>
    </message>
    <message>
        <source>%1 %2, tried again in %3 s</source>
        <translation>%1 %2，%3 秒后重试</translation>
    </message>
    <message>
        <source>attempt %1 failed, tried again in %2 s</source>
        <translation>第 %1 次尝试失败，%2 秒后重试</translation>
    </message>
    <message>
        <source>Function [ %1 ] concurrency exceeded reserved quota %2 MB</source>
        <translation>函数 [ %1 ] 的并发超过独占配额 %2 MB</translation>
    </message>
    <message>
        <source>Function [ %1 ] concurrency exceeded region unreserved quota %2 MB</source>
        <translation>函数 [ %1 ] 的并发超过未预留配额 %2 MB</translation>
    </message>
    <message>
        <source>ResourceLimit: more than %1 instance starts in a minute.</source>
        <translation>ResourceLimit：一分钟内启动的实例超过 %1 个。</translation>
    </message>
    <message>
        <source>The function was deleted before the event could run.</source>
        <translation>事件尚未运行，函数已被删除。</translation>
    </message>
    <message>
        <source>The invocation was cancelled.</source>
        <translation>调用已取消。</translation>
    </message>
    <message>
        <source>No interpreter for %1 on this machine. Install one: %2</source>
        <translation>本机没有 %1 的解释器。请安装：%2</translation>
    </message>
    <message>
        <source>The size of response exceeds the upper limit (6MB)</source>
        <translation>响应大小超过上限（6MB）</translation>
    </message>
    <message>
        <source>user code exception caught</source>
        <translation>捕获到用户代码异常</translation>
    </message>
    <message>
        <source>Invoking task timed out after %1 seconds</source>
        <translation>调用超时：%1 秒</translation>
    </message>
    <message>
        <source>Task memory exceeded %1 MB</source>
        <translation>内存超过 %1 MB</translation>
    </message>
    <message>
        <source>User process exit when running</source>
        <translation>用户进程在运行中退出</translation>
    </message>
    <message>
        <source>User process exit when running: signal %1</source>
        <translation>用户进程在运行中退出：信号 %1</translation>
    </message>
    <message>
        <source>User process exit when running: exit status %1</source>
        <translation>用户进程在运行中退出：退出状态 %1</translation>
    </message>
    <message>
        <source>InitContainerTimeout: initialisation took longer than %1 seconds</source>
        <translation>InitContainerTimeout：初始化超过 %1 秒</translation>
    </message>
    <message>
        <source>HandlerNotFound: %1</source>
        <translation>HandlerNotFound：%1</translation>
    </message>
    <message>
        <source>InternalError: %1</source>
        <translation>InternalError：%1</translation>
    </message>
    <message>
        <source>UserCodeError: %1</source>
        <translation>UserCodeError：%1</translation>
    </message>
    <message>
        <source>The runtime sent what is no frame</source>
        <translation>运行时发送的数据不是帧</translation>
    </message>
    <message>
        <source>The runtime sent a frame of the wrong kind</source>
        <translation>运行时发送了错误类型的帧</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>The instance could not be set up: %1</source>
        <translation>实例无法建立：%1</translation>
    </message>
    <message>
        <source>The instance could not be started: %1</source>
        <translation>实例无法启动：%1</translation>
    </message>
    <message>
        <source>No descriptors left for another instance</source>
        <translation>没有可用的文件描述符来启动新实例</translation>
    </message>
    <message>
        <source>Environment and paths of the function are too long</source>
        <translation>函数的环境变量和路径过长</translation>
    </message>
    <message>
        <source>The spawner has ended</source>
        <translation>实例孵化进程已退出</translation>
    </message>
    <message>
        <source>There is no function %1 in namespace %2.</source>
        <translation>命名空间 %2 中没有函数 %1。</translation>
    </message>
    <message>
        <source>ListFunctions names those that exist.</source>
        <translation>ListFunctions 会列出现有函数。</translation>
    </message>
    <message>
        <source>There is no namespace %1.</source>
        <translation>没有命名空间 %1。</translation>
    </message>
    <message>
        <source>ListNamespaces names those that exist.</source>
        <translation>ListNamespaces 会列出现有命名空间。</translation>
    </message>
    <message>
        <source>The engine is ending.</source>
        <translation>引擎正在退出。</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>请重新启动。</translation>
    </message>
    <message>
        <source>FunctionStatusError: %1 is %2. %3</source>
        <translation>FunctionStatusError：%1 处于 %2 状态。%3</translation>
    </message>
    <message>
        <source>FunctionStatusError: there is no interpreter for %1 on this machine.</source>
        <translation>FunctionStatusError：本机没有 %1 的解释器。</translation>
    </message>
    <message>
        <source>Install one: %1</source>
        <translation>请安装：%1</translation>
    </message>
    <message>
        <source>RequestTooLarge: the event has %1 bytes; %2 event may have %3.</source>
        <translation>RequestTooLarge：事件有 %1 字节，%2 事件最多 %3 字节。</translation>
    </message>
    <message>
        <source>The event is not valid JSON. Line %1, column %2: %3.</source>
        <translation>事件不是有效的 JSON。第 %1 行，第 %2 列：%3。</translation>
    </message>
    <message>
        <source>The event and result of this invocation were not kept: more than 200 ran in that second.</source>
        <translation>未保留此次调用的事件和结果：该秒内运行超过 200 次。</translation>
    </message>
    <message>
        <source>Fire it again.</source>
        <translation>请重新触发。</translation>
    </message>
    <message>
        <source>No invocation with the request id %1 is kept.</source>
        <translation>没有保留 request id 为 %1 的调用。</translation>
    </message>
    <message>
        <source>"%1" is not a Runtime of SCF.</source>
        <translation>“%1”不是 SCF 的运行环境。</translation>
    </message>
    <message>
        <source>For example Python3.10 or Nodejs18.15.</source>
        <translation>例如 Python3.10 或 Nodejs18.15。</translation>
    </message>
    <message>
        <source>The Runtime %1 is not run by this engine yet.</source>
        <translation>本引擎尚不支持运行环境 %1。</translation>
    </message>
    <message>
        <source>Python 3 and Node.js run.</source>
        <translation>支持 Python 3 和 Node.js。</translation>
    </message>
    <message>
        <source>A function %1 exists already in namespace %2.</source>
        <translation>命名空间 %2 中已有函数 %1。</translation>
    </message>
    <message>
        <source>Choose another name, or update it.</source>
        <translation>请换一个名称，或更新该函数。</translation>
    </message>
    <message>
        <source>Namespace %1 has %2 functions, as many as it may have.</source>
        <translation>命名空间 %1 已有 %2 个函数，达到上限。</translation>
    </message>
    <message>
        <source>Delete one first.</source>
        <translation>请先删除一个。</translation>
    </message>
    <message>
        <source>The Runtime of %1 is %2 and cannot be changed.</source>
        <translation>%1 的运行环境是 %2，不能修改。</translation>
    </message>
    <message>
        <source>Copy the function, or create it anew.</source>
        <translation>请复制函数，或重新创建。</translation>
    </message>
    <message>
        <source>%1 is %2 and cannot be %3 now.</source>
        <translation>%1 处于 %2 状态，现在不能执行此操作（%3）。</translation>
    </message>
    <message>
        <source>Wait until it is Active.</source>
        <translation>请等待其变为 Active。</translation>
    </message>
    <message>
        <source>The engine ended while the function was being created. Update its code to finish it.</source>
        <translation>创建函数时引擎退出了。更新其代码即可完成创建。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read.</source>
        <translation>无法读取文件夹 %1。</translation>
    </message>
    <message>
        <source>Choose a folder that exists and that you may read.</source>
        <translation>请选择存在且可读的文件夹。</translation>
    </message>
    <message>
        <source>There is no code: give a zip package.</source>
        <translation>没有代码：请提供 zip 代码包。</translation>
    </message>
    <message>
        <source>The package has %1 bytes; it may have %2 (50 MB).</source>
        <translation>代码包有 %1 字节，最多 %2 字节（50 MB）。</translation>
    </message>
    <message>
        <source>A run of %1 events; it may have 1 to %2.</source>
        <translation>此次压测有 %1 个事件，允许 1 到 %2 个。</translation>
    </message>
    <message>
        <source>Set the number of events to one of these.</source>
        <translation>请把事件数改为允许的值。</translation>
    </message>
    <message>
        <source>An interval of %1 s between events; it may be %2 to %3 s.</source>
        <translation>事件间隔为 %1 秒，允许 %2 到 %3 秒。</translation>
    </message>
    <message>
        <source>Set Repeat's seconds to one of these.</source>
        <translation>请把重复间隔改为允许的值。</translation>
    </message>
    <message>
        <source>A peak of %1 a second; it may be more than 0 and at most %2.</source>
        <translation>峰值为每秒 %1，应大于 0 且不超过 %2。</translation>
    </message>
    <message>
        <source>Set the peak rate to one of these.</source>
        <translation>请把峰值改为允许的值。</translation>
    </message>
    <message>
        <source>A load run of %1 is still sending.</source>
        <translation>%1 的压测仍在发送。</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>请先停止。</translation>
    </message>
    <message>
        <source>The engine has not answered for %1 s.</source>
        <translation>引擎已有 %1 秒没有响应。</translation>
    </message>
    <message>
        <source>Restart it, or wait: what was accepted is stored and goes on.</source>
        <translation>请重启引擎，或继续等待：已接受的事件已保存，会继续执行。</translation>
    </message>
    <message>
        <source>The folder %1 can't be watched: %2.</source>
        <translation>无法监视文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>Raise fs.inotify.max_user_instances, or unlink folders that are no longer needed.</source>
        <translation>请调大 fs.inotify.max_user_instances，或取消不再需要的文件夹链接。</translation>
    </message>
    <message>
        <source>The folder %1 has more folders than this system lets a user watch.</source>
        <translation>文件夹 %1 中的子文件夹超过系统允许监视的数量。</translation>
    </message>
    <message>
        <source>Raise fs.inotify.max_user_watches, or link a smaller folder.</source>
        <translation>请调大 fs.inotify.max_user_watches，或链接更小的文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 is gone.</source>
        <translation>文件夹 %1 不存在了。</translation>
    </message>
    <message>
        <source>Put it back, or link another folder.</source>
        <translation>请恢复它，或链接其他文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 can't be read: %2.</source>
        <translation>无法读取文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>Make it readable for this user, or link another folder.</source>
        <translation>请让当前用户可读，或链接其他文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 holds more than %2 files; changes in it are not seen.</source>
        <translation>文件夹 %1 中的文件超过 %2 个，无法发现其中的变化。</translation>
    </message>
    <message>
        <source>Link a folder with the function's code alone.</source>
        <translation>请链接只包含函数代码的文件夹。</translation>
    </message>
    <message>
        <source>interpreters.%1: %2 is no interpreter of this family that was found on this machine.</source>
        <translation>interpreters.%1：%2 不是在本机找到的该类解释器。</translation>
    </message>
    <message>
        <source>The families are python3 and nodejs.</source>
        <translation>可用的类别是 python3 和 nodejs。</translation>
    </message>
    <message>
        <source>"%1" is not a function name: 2 to 60 letters, digits, - and _, a letter first, no - or _ at the end.</source>
        <translation>“%1”不能作为函数名：2 到 60 个字母、数字、- 和 _，以字母开头，不以 - 或 _ 结尾。</translation>
    </message>
    <message>
        <source>"%1" is not a handler: write file.function, each part 2 to 60 characters, such as index.main_handler.</source>
        <translation>“%1”不能作为执行方法：请写成“文件.函数”，每部分 2 到 60 个字符，例如 index.main_handler。</translation>
    </message>
    <message>
        <source>Memory of %1 MB is not offered: 64 MB, or 128 to %2 MB in steps of 128.</source>
        <translation>不提供 %1 MB 内存：可选 64 MB，或 128 到 %2 MB（以 128 为步长）。</translation>
    </message>
    <message>
        <source>A timeout of %1 s is not offered: 1 to %2 s.</source>
        <translation>超时时间不能为 %1 秒：可选 1 到 %2 秒。</translation>
    </message>
    <message>
        <source>An init timeout of %1 s is not offered: 3 to %2 s.</source>
        <translation>初始化超时不能为 %1 秒：可选 3 到 %2 秒。</translation>
    </message>
    <message>
        <source>"%1" is not the name of an environment variable: letters, digits and _, a letter first.</source>
        <translation>“%1”不能作为环境变量名：字母、数字和 _，以字母开头。</translation>
    </message>
    <message>
        <source>"%1" begins with %2, which is reserved for the platform.</source>
        <translation>“%1”以 %2 开头，这是平台保留的前缀，请换一个名称。</translation>
    </message>
    <message>
        <source>The environment variable "%1" is there twice.</source>
        <translation>环境变量“%1”重复，请删除一个。</translation>
    </message>
    <message>
        <source>The value of "%1" holds a NUL character.</source>
        <translation>“%1”的值含有 NUL 字符，请去掉。</translation>
    </message>
    <message>
        <source>The environment has %1 bytes; names and values together may have %2.</source>
        <translation>环境变量共 %1 字节，名称和值合计最多 %2 字节，请缩短。</translation>
    </message>
    <message>
        <source>The description has %1 characters; it may have %2.</source>
        <translation>描述有 %1 个字符，最多 %2 个，请缩短。</translation>
    </message>
    <message>
        <source>%1: a whole number from %2 to %3 is wanted</source>
        <translation>%1：应为 %2 到 %3 的整数</translation>
    </message>
    <message>
        <source>%1: one of %2 is wanted</source>
        <translation>%1：应为 %2 之一</translation>
    </message>
    <message>
        <source>%1: true or false is wanted</source>
        <translation>%1：应为 true 或 false</translation>
    </message>
    <message>
        <source>%1: an absolute path is wanted</source>
        <translation>%1：应为绝对路径</translation>
    </message>
    <message>
        <source>%1: there is no such setting</source>
        <translation>%1：没有这个设置</translation>
    </message>
    <message>
        <source>The function keeps %1 saved events already, the most it can.</source>
        <translation>该函数已保存 %1 个事件，达到上限。</translation>
    </message>
    <message>
        <source>Delete one that is no longer needed.</source>
        <translation>请删除不再需要的一个。</translation>
    </message>
    <message>
        <source>"%1" can't be the name of a saved event.</source>
        <translation>“%1”不能作为已保存事件的名称。</translation>
    </message>
    <message>
        <source>Use 1 to %1 letters, digits, spaces, _ and -, beginning with a letter.</source>
        <translation>请使用 1 到 %1 个字母、数字、空格、_ 和 -，以字母开头。</translation>
    </message>
    <message>
        <source>The event "%1" has %2 bytes; a saved event can have %3.</source>
        <translation>事件“%1”有 %2 字节，已保存的事件最多 %3 字节。</translation>
    </message>
    <message>
        <source>Make it smaller, or keep it in a file.</source>
        <translation>请缩小事件，或保存在文件中。</translation>
    </message>
    <message>
        <source>Too many packages and searches wait already; this one was not begun.</source>
        <translation>等待中的代码包和查询过多，此次未开始。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>Too much waits to be written to the data folder %1; this was not kept.</source>
        <translation>等待写入数据目录 %1 的内容过多，此次未保存。</translation>
    </message>
    <message>
        <source>Try again in a moment; if it stays so, check the disk.</source>
        <translation>请稍后再试；如果一直如此，请检查磁盘。</translation>
    </message>
    <message>
        <source>The database %1 is damaged and can't be read.</source>
        <translation>数据库 %1 已损坏，无法读取。</translation>
    </message>
    <message>
        <source>Move it away to start with an empty one, or restore it from a copy.</source>
        <translation>请移走它以使用空数据库，或从副本恢复。</translation>
    </message>
    <message>
        <source>The database %1 is locked by another program.</source>
        <translation>数据库 %1 被其他程序锁定。</translation>
    </message>
    <message>
        <source>Close the program that has it open, then try again.</source>
        <translation>请关闭占用它的程序，然后重试。</translation>
    </message>
    <message>
        <source>The database refused a value: %1.</source>
        <translation>数据库拒绝了一个值：%1。</translation>
    </message>
    <message>
        <source>No space is left for the data folder %1 (writing %2: %3).</source>
        <translation>数据目录 %1 所在磁盘空间不足（写入 %2：%3）。</translation>
    </message>
    <message>
        <source>Free some space, or start with --data-dir on another disk.</source>
        <translation>请释放空间，或用 --data-dir 指定其他磁盘。</translation>
    </message>
    <message>
        <source>The data folder %1 can't be made: a file is in the way.</source>
        <translation>无法创建数据目录 %1：有同名文件。</translation>
    </message>
    <message>
        <source>Move that file away, or choose another folder with --data-dir.</source>
        <translation>请移走该文件，或用 --data-dir 选择其他目录。</translation>
    </message>
    <message>
        <source>The data folder %1 can't be written (%2: %3).</source>
        <translation>无法写入数据目录 %1（%2：%3）。</translation>
    </message>
    <message>
        <source>Make it writable for this user, or choose another folder with --data-dir.</source>
        <translation>请让当前用户可写，或用 --data-dir 选择其他目录。</translation>
    </message>
    <message>
        <source>Writing %1 in the data folder %2 failed: %3.</source>
        <translation>写入数据目录 %2 中的 %1 失败：%3。</translation>
    </message>
    <message>
        <source>Check the disk, or choose another folder with --data-dir.</source>
        <translation>请检查磁盘，或用 --data-dir 选择其他目录。</translation>
    </message>
    <message>
        <source>The data folder %1 is in use by another engine%2.</source>
        <translation>数据目录 %1 正被另一个引擎使用%2。</translation>
    </message>
    <message>
        <source>Use that engine, end it first, or choose another folder with --data-dir.</source>
        <translation>请使用该引擎，或先结束它，或用 --data-dir 选择其他目录。</translation>
    </message>
    <message>
        <source>The spawner %1 can't be started: %2.</source>
        <translation>无法启动实例孵化进程 %1：%2。</translation>
    </message>
    <message>
        <source>Build or install the program again.</source>
        <translation>请重新构建或安装程序。</translation>
    </message>
    <message>
        <source>Namespaces are asked for and not to be had: %1</source>
        <translation>要求使用命名空间隔离，但无法使用：%1</translation>
    </message>
    <message>
        <source>The folder %1 can't be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>Make its parent writable or choose another data folder.</source>
        <translation>请让其上级目录可写，或选择其他数据目录。</translation>
    </message>
    <message>
        <source>The package is empty.</source>
        <translation>代码包为空。</translation>
    </message>
    <message>
        <source>Pack the code as a zip file with the entry file at its root.</source>
        <translation>请把代码打包为 zip，入口文件放在根目录。</translation>
    </message>
    <message>
        <source>The package has %1 bytes; the most is %2.</source>
        <translation>代码包有 %1 字节，最多 %2 字节。</translation>
    </message>
    <message>
        <source>Leave out what the function doesn't need.</source>
        <translation>请去掉函数不需要的内容。</translation>
    </message>
    <message>
        <source>Take out what the function doesn't need.</source>
        <translation>请去掉函数不需要的内容。</translation>
    </message>
    <message>
        <source>The package %1 is not kept in %2.</source>
        <translation>%2 中没有保留代码包 %1。</translation>
    </message>
    <message>
        <source>The kept package %1 is damaged.</source>
        <translation>保留的代码包 %1 已损坏。</translation>
    </message>
    <message>
        <source>Upload the code again.</source>
        <translation>请重新上传代码。</translation>
    </message>
    <message>
        <source>Pack the code again without it.</source>
        <translation>请去掉它后重新打包。</translation>
    </message>
    <message>
        <source>The package is not a zip file.</source>
        <translation>代码包不是 zip 文件。</translation>
    </message>
    <message>
        <source>The package is damaged after %1 entries (%2).</source>
        <translation>代码包在第 %1 个条目之后损坏（%2）。</translation>
    </message>
    <message>
        <source>The package has more than %1 entries, the most it can.</source>
        <translation>代码包的条目超过上限 %1 个。</translation>
    </message>
    <message>
        <source>The package has an entry whose name can't be read.</source>
        <translation>代码包中有条目名称无法读取。</translation>
    </message>
    <message>
        <source>The package has an entry that leaves its folder: "%1".</source>
        <translation>代码包中有条目超出其目录：“%1”。</translation>
    </message>
    <message>
        <source>The package is encrypted (entry "%1").</source>
        <translation>代码包已加密（条目“%1”）。</translation>
    </message>
    <message>
        <source>The package has a link that leaves its folder: "%1" -&gt; "%2".</source>
        <translation>代码包中有链接超出其目录：“%1” -&gt; “%2”。</translation>
    </message>
    <message>
        <source>The package has the name "%1" twice.</source>
        <translation>代码包中名称“%1”重复。</translation>
    </message>
    <message>
        <source>The package is damaged in "%1" (%2).</source>
        <translation>代码包在“%1”处损坏（%2）。</translation>
    </message>
    <message>
        <source>The package unpacks to more than %1 bytes, the most it can.</source>
        <translation>代码包解压后超过上限 %1 字节。</translation>
    </message>
    <message>
        <source>The folder %1 packs to more than %2 bytes, the most a package can have.</source>
        <translation>文件夹 %1 打包后超过代码包上限 %2 字节。</translation>
    </message>
    <message>
        <source>The folder %1 has more than %2 entries, the most a package can have.</source>
        <translation>文件夹 %1 的条目超过代码包上限 %2 个。</translation>
    </message>
    <message>
        <source>The folder %1 has more than %2 bytes, the most a package can unpack to.</source>
        <translation>文件夹 %1 超过解压上限 %2 字节。</translation>
    </message>
    <message>
        <source>Make it readable, or take it out of the folder.</source>
        <translation>请让它可读，或将其移出该文件夹。</translation>
    </message>
    <message>
        <source>"%1" is a link that leaves the folder.</source>
        <translation>“%1”是指向文件夹之外的链接。</translation>
    </message>
    <message>
        <source>Put the file itself in its place.</source>
        <translation>请用文件本身替换它。</translation>
    </message>
    <message>
        <source>namespaces</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>process group: %1</source>
        <translation>进程组：%1</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备上没有空间</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有此文件或目录</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是目录</translation>
    </message>
    <message>
        <source>strings need double quotes</source>
        <translation>字符串需要双引号</translation>
    </message>
    <message>
        <source>control character</source>
        <translation>控制字符</translation>
    </message>
    <message>
        <source>unexpected character</source>
        <translation>意外的字符</translation>
    </message>
    <message>
        <source>unterminated string</source>
        <translation>字符串没有结束</translation>
    </message>
    <message>
        <source>bytes that are not UTF-8</source>
        <translation>不是 UTF-8 的字节</translation>
    </message>
    <message>
        <source>a number has no '+' in front</source>
        <translation>数字前不能有“+”</translation>
    </message>
    <message>
        <source>expected a digit before '.'</source>
        <translation>“.”前应为数字</translation>
    </message>
    <message>
        <source>expected a digit after '-'</source>
        <translation>“-”后应为数字</translation>
    </message>
    <message>
        <source>a number has no leading zeros</source>
        <translation>数字不能有前导零</translation>
    </message>
    <message>
        <source>expected a digit after '.'</source>
        <translation>“.”后应为数字</translation>
    </message>
    <message>
        <source>expected a digit in the exponent</source>
        <translation>指数部分应为数字</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>expected four hex digits after \u</source>
        <translation>\u 后应为四位十六进制数字</translation>
    </message>
    <message>
        <source>half of a surrogate pair</source>
        <translation>不完整的代理对</translation>
    </message>
    <message>
        <source>write true, false or null</source>
        <translation>应写作 true、false 或 null</translation>
    </message>
    <message>
        <source>JSON has no such value: write a number or null</source>
        <translation>JSON 没有这个值：请写数字或 null</translation>
    </message>
    <message>
        <source>strings and names need double quotes</source>
        <translation>字符串和名称需要双引号</translation>
    </message>
    <message>
        <source>JSON has no comments</source>
        <translation>JSON 不支持注释</translation>
    </message>
    <message>
        <source>a byte order mark is not JSON: save the text without it</source>
        <translation>JSON 不能有字节顺序标记：请去掉后保存</translation>
    </message>
    <message>
        <source>nested deeper than %1 levels</source>
        <translation>嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>expected a value</source>
        <translation>应为一个值</translation>
    </message>
    <message>
        <source>trailing comma</source>
        <translation>多余的逗号</translation>
    </message>
    <message>
        <source>names need double quotes</source>
        <translation>名称需要双引号</translation>
    </message>
    <message>
        <source>expected a name in double quotes</source>
        <translation>应为双引号中的名称</translation>
    </message>
    <message>
        <source>expected ':' after name</source>
        <translation>名称后应为“:”</translation>
    </message>
    <message>
        <source>unexpected text after the value</source>
        <translation>值之后有多余的文本</translation>
    </message>
    <message>
        <source>unexpected ':'</source>
        <translation>意外的“:”</translation>
    </message>
    <message>
        <source>expected ',' after value</source>
        <translation>值后应为“,”</translation>
    </message>
    <message>
        <source>expected '%1', not '%2'</source>
        <translation>应为“%1”，而不是“%2”</translation>
    </message>
    <message>
        <source>'%1' is never closed</source>
        <translation>“%1”没有闭合</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a decision</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>%1 (runs %2)</source>
        <translation>%1（实际运行 %2）</translation>
    </message>
    <message>
        <source>%1 (no interpreter)</source>
        <translation>%1（无解释器）</translation>
    </message>
    <message>
        <source>free slot</source>
        <translation>有空位</translation>
    </message>
    <message>
        <source>just free, the event waited %1 for a start of its own</source>
        <translation>刚空闲，事件已等待自己的启动 %1</translation>
    </message>
    <message>
        <source>%1 of %2 requests in the instance</source>
        <translation>实例中有 %1 / %2 个请求</translation>
    </message>
    <message>
        <source>order of the partition</source>
        <translation>分区内按序</translation>
    </message>
    <message>
        <source>%1 batches behind the one at offset %2</source>
        <translation>前面有 %1 批，当前在位点 %2</translation>
    </message>
    <message>
        <source>system error</source>
        <translation>系统错误</translation>
    </message>
    <message>
        <source>status %1, try %2, intervals double up to 5 min</source>
        <translation>状态码 %1，第 %2 次尝试，间隔倍增至 5 分钟</translation>
    </message>
    <message>
        <source>provisioned</source>
        <translation>预置</translation>
    </message>
    <message>
        <source>%1 of %2 provisioned instances exist</source>
        <translation>预置实例已有 %1 / %2</translation>
    </message>
    <message>
        <source>provisioned ramp</source>
        <translation>预置爬坡</translation>
    </message>
    <message>
        <source>%1 of %2 provisioned starts made, goes on in %3</source>
        <translation>预置启动已进行 %1 / %2 次，%3 后继续</translation>
    </message>
    <message>
        <source>fewer provisioned</source>
        <translation>减少预置</translation>
    </message>
    <message>
        <source>%1 provisioned instances, %2 wanted</source>
        <translation>预置实例 %1 个，需要 %2 个</translation>
    </message>
    <message>
        <source>target tracking</source>
        <translation>目标追踪</translation>
    </message>
    <message>
        <source>%1 executing at a wanted use of %2 %: %3 instances</source>
        <translation>执行中 %1，目标使用率 %2 %：%3 个实例</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>定时</translation>
    </message>
    <message>
        <source>task %1: %2 instances</source>
        <translation>任务 %1：%2 个实例</translation>
    </message>
    <message>
        <source>unloaded</source>
        <translation>已卸载</translation>
    </message>
    <message>
        <source>the next event is expected in %1 at the earliest, in %2 at the latest</source>
        <translation>预计下一事件最早 %1 后、最晚 %2 后到达</translation>
    </message>
    <message>
        <source>ahead of the next event</source>
        <translation>提前启动</translation>
    </message>
    <message>
        <source>idle for %1, the next event is expected within %2</source>
        <translation>空闲 %1，预计 %2 内有下一事件</translation>
    </message>
    <message>
        <source>least worth keeping</source>
        <translation>保留价值最低</translation>
    </message>
    <message>
        <source>%1 calls, a start takes %2, memory is at %3</source>
        <translation>调用 %1 次，启动需要 %2，内存占用 %3</translation>
    </message>
    <message>
        <source>never used, idle for %1, keep-alive is %2</source>
        <translation>从未使用，空闲 %1，保活时间为 %2</translation>
    </message>
    <message>
        <source>standing queue</source>
        <translation>持续排队</translation>
    </message>
    <message>
        <source>%1 events wait, without a break for %2; one more instance after %3</source>
        <translation>%1 个事件在等待，已持续 %2；超过 %3 后增加一个实例</translation>
    </message>
    <message>
        <source>The cron expression is wrong: %1.</source>
        <translation>Cron 表达式有误：%1。</translation>
    </message>
    <message>
        <source>event must be one of cos:ObjectCreated:*, :Put, :Post, :Copy, :CompleteMultipartUpload, :Origin, :Replication, cos:ObjectRemove:*, :Delete, :DeleteMarkerCreated, cos:ObjectRestore:Post and :Completed.</source>
        <translation>event 必须是 cos:ObjectCreated:*、:Put、:Post、:Copy、:CompleteMultipartUpload、:Origin、:Replication、cos:ObjectRemove:*、:Delete、:DeleteMarkerCreated、cos:ObjectRestore:Post 或 :Completed。</translation>
    </message>
    <message>
        <source>filter.Suffix must begin with a dot.</source>
        <translation>filter.Suffix 必须以点开头。</translation>
    </message>
    <message>
        <source>filter.%1 may have no spaces.</source>
        <translation>filter.%1 不能含空格。</translation>
    </message>
    <message>
        <source>filter.%1 must be a string of at most %2 bytes.</source>
        <translation>filter.%1 必须是不超过 %2 字节的字符串。</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>示例：%1</translation>
    </message>
    <message>
        <source>%1 of bucket %2 is bound to %3 already, with prefix "%4" and suffix "%5".</source>
        <translation>存储桶 %2 的 %1 已绑定到 %3，前缀为“%4”，后缀为“%5”。</translation>
    </message>
    <message>
        <source>Choose a prefix or suffix that does not overlap, or delete that trigger.</source>
        <translation>请选择不重叠的前缀或后缀，或删除该触发器。</translation>
    </message>
    <message>
        <source>The name of a COS trigger is the bucket's domain: name-appid.cos.ap-guangzhou.myqcloud.com.</source>
        <translation>COS 触发器的名称是存储桶域名：name-appid.cos.ap-guangzhou.myqcloud.com。</translation>
    </message>
    <message>
        <source>TriggerName must begin with a letter and have 1 to %1 letters, digits, - and _.</source>
        <translation>触发器名称须以字母开头，由 1 到 %1 个字母、数字、- 和 _ 组成。</translation>
    </message>
    <message>
        <source>TriggerName must begin with a letter or digit and have 1 to %1 letters, digits, -, _ and %2.</source>
        <translation>触发器名称须以字母或数字开头，由 1 到 %1 个字母、数字、-、_ 和 %2 组成。</translation>
    </message>
    <message>
        <source>The function has a trigger `%1` already.</source>
        <translation>此函数已有触发器“%1”。</translation>
    </message>
    <message>
        <source>Take another name, or delete it first.</source>
        <translation>请换一个名称，或先删除它。</translation>
    </message>
    <message>
        <source>%1 of the function has a trigger of type %2 already: `%3`.</source>
        <translation>此函数的 %1 已有类型为 %2 的触发器：“%3”。</translation>
    </message>
    <message>
        <source>%1 has %2 triggers of type %3, as many as it may.</source>
        <translation>%1 已有 %2 个 %3 类型的触发器，达到上限。</translation>
    </message>
    <message>
        <source>requestConfig.path must begin with / (or =/ for that path alone) and have at most %1 characters, none of them a space, ? or #.</source>
        <translation>requestConfig.path 须以 / 开头（=/ 表示仅此路径），最多 %1 个字符，且不含空格、? 和 #。</translation>
    </message>
    <message>
        <source>url must begin with / and have at most %1 characters, none of them a space, ? or #.</source>
        <translation>url 须以 / 开头，最多 %1 个字符，且不含空格、? 和 #。</translation>
    </message>
    <message>
        <source>filterKey must be a list of at most %1 strings of 1 to %2 characters.</source>
        <translation>filterKey 须是最多 %1 个、每个 1 到 %2 个字符的字符串列表。</translation>
    </message>
    <message>
        <source>CustomArgument has %1 bytes; it may have %2.</source>
        <translation>附加信息有 %1 字节；上限为 %2 字节。</translation>
    </message>
    <message>
        <source>MPS events of type %1 are bound to %2 already.</source>
        <translation>类型为 %1 的 MPS 事件已绑定到 %2。</translation>
    </message>
    <message>
        <source>Delete that trigger first.</source>
        <translation>请先删除该触发器。</translation>
    </message>
    <message>
        <source>The local COS is not there.</source>
        <translation>本地 COS 不可用。</translation>
    </message>
    <message>
        <source>No debugger has attached to %1 within %2 minutes.</source>
        <translation>%2 分钟内没有调试器附加到 %1。</translation>
    </message>
    <message>
        <source>Start it again when the editor is ready.</source>
        <translation>编辑器就绪后请重新开始。</translation>
    </message>
    <message>
        <source>The function is gone.</source>
        <translation>函数已不存在。</translation>
    </message>
    <message>
        <source>%1 functions are being debugged, as many as may be at once.</source>
        <translation>正在调试 %1 个函数，已达同时调试的上限。</translation>
    </message>
    <message>
        <source>A web function serves many requests at once: there is no next event to debug.</source>
        <translation>Web 函数同时处理多个请求，没有可调试的下一个事件。</translation>
    </message>
    <message>
        <source>%1 is not on this machine.</source>
        <translation>本机没有 %1。</translation>
    </message>
    <message>
        <source>PHP has no debugger that waits for an editor: Xdebug connects out to it.</source>
        <translation>PHP 没有等待编辑器连接的调试器：Xdebug 会主动连接编辑器。</translation>
    </message>
    <message>
        <source>A program that is its own runtime is started by itself: no debugger is known for it.</source>
        <translation>自带运行环境的程序自行启动，没有已知的调试器。</translation>
    </message>
    <message>
        <source>This is a matter of the cloud and has no effect here.</source>
        <translation>这是云端的配置，在本机不起作用。</translation>
    </message>
    <message>
        <source>This is not known here.</source>
        <translation>无法识别此项。</translation>
    </message>
    <message>
        <source>Publish the layers here, then bind them in Configuration.</source>
        <translation>请先在此发布层，再在配置中绑定。</translation>
    </message>
    <message>
        <source>All of the folder is taken.</source>
        <translation>整个文件夹都会被使用。</translation>
    </message>
    <message>
        <source>Code in a bucket of the cloud is not fetched.</source>
        <translation>不会从云端存储桶获取代码。</translation>
    </message>
    <message>
        <source>`%1` is filled in by the tool that deploys it; here it stays as it is.</source>
        <translation>“%1”由部署工具填写，此处保持原样。</translation>
    </message>
    <message>
        <source>Triggers of type %1 do not come over.</source>
        <translation>%1 类型的触发器无法导入。</translation>
    </message>
    <message>
        <source>This is not known of a trigger of type %1.</source>
        <translation>%1 类型的触发器没有此项。</translation>
    </message>
    <message>
        <source>There is no runtime `%1`.</source>
        <translation>没有运行环境“%1”。</translation>
    </message>
    <message>
        <source>The file names no folder with the code; its own is taken.</source>
        <translation>文件没有指明代码文件夹，使用其所在的文件夹。</translation>
    </message>
    <message>
        <source>Resources of type %1 are not known here.</source>
        <translation>无法识别 %1 类型的资源。</translation>
    </message>
    <message>
        <source>`%1` is no whole number; %2 is taken.</source>
        <translation>“%1”不是整数，使用 %2。</translation>
    </message>
    <message>
        <source>This is neither a template.yaml of scfcli (`Resources`) nor a serverless.yml of tencent-scf (`component: scf`, `inputs`).</source>
        <translation>这既不是 scfcli 的 template.yaml（`Resources`），也不是 tencent-scf 的 serverless.yml（`component: scf`、`inputs`）。</translation>
    </message>
    <message>
        <source>The component `%1` is not tencent-scf: only functions come over.</source>
        <translation>组件“%1”不是 tencent-scf，只能导入函数。</translation>
    </message>
    <message>
        <source>The file has no function.</source>
        <translation>文件中没有函数。</translation>
    </message>
    <message>
        <source>The file has more than %1 functions.</source>
        <translation>文件中的函数超过 %1 个。</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3.</source>
        <translation>第 %1 行第 %2 列：%3。</translation>
    </message>
    <message>
        <source>The code has %1 MB and its layers %2 MB when they are unpacked: together they may have %3 MB.</source>
        <translation>解压后代码为 %1 MB，层为 %2 MB，合计不得超过 %3 MB。</translation>
    </message>
    <message>
        <source>Bind fewer layers, or put less into the package.</source>
        <translation>请减少绑定的层，或缩小代码包。</translation>
    </message>
    <message>
        <source>Give them in Connections.</source>
        <translation>请在“连接”中填写。</translation>
    </message>
    <message>
        <source>There are no keys for the connection %1. %2</source>
        <translation>连接 %1 没有密钥。%2</translation>
    </message>
    <message>
        <source>There are no keys for the connection %1.</source>
        <translation>连接 %1 没有密钥。</translation>
    </message>
    <message>
        <source>Set %1_SECRET_ID and %2_SECRET_KEY.</source>
        <translation>请设置 %1_SECRET_ID 和 %2_SECRET_KEY。</translation>
    </message>
    <message>
        <source>There are no keys for %1.</source>
        <translation>%1 没有密钥。</translation>
    </message>
    <message>
        <source>Give them in Connections, or set SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY.</source>
        <translation>请在“连接”中填写，或设置 SCFDESK_SECRET_ID 和 SCFDESK_SECRET_KEY。</translation>
    </message>
    <message>
        <source>Give them in Connections, or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.</source>
        <translation>请在“连接”中填写，或设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY。</translation>
    </message>
    <message>
        <source>The desktop's keyring cannot be used: %1</source>
        <translation>无法使用桌面密钥环：%1</translation>
    </message>
    <message>
        <source>Unlock or install one.</source>
        <translation>请解锁或安装密钥环。</translation>
    </message>
    <message>
        <source>At %1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The keys are held until the program ends; unlock or install a keyring to keep them.</source>
        <translation>密钥只保留到程序结束；解锁或安装密钥环即可长期保存。</translation>
    </message>
    <message>
        <source>The desktop's keyring gives no answer within %1 s.</source>
        <translation>桌面密钥环在 %1 s 内没有应答。</translation>
    </message>
    <message>
        <source>Unlock it, and try again.</source>
        <translation>请解锁后重试。</translation>
    </message>
    <message>
        <source>There is no connection %1.</source>
        <translation>没有连接 %1。</translation>
    </message>
    <message>
        <source>There are at most %1 connections.</source>
        <translation>最多 %1 个连接。</translation>
    </message>
    <message>
        <source>Remove one.</source>
        <translation>请移除一个。</translation>
    </message>
    <message>
        <source>There is a connection %1 already.</source>
        <translation>连接 %1 已存在。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>The window shows this connection.</source>
        <translation>窗口正在显示此连接。</translation>
    </message>
    <message>
        <source>Switch to another one first.</source>
        <translation>请先切换到另一个连接。</translation>
    </message>
    <message>
        <source>Make it readable, or take it away.</source>
        <translation>请使其可读，或将其移走。</translation>
    </message>
    <message>
        <source>Make room, or mend the rights of the data folder.</source>
        <translation>请腾出空间，或修复数据文件夹的权限。</translation>
    </message>
    <message>
        <source>The clock of this machine and that of %1 are more than five minutes apart.</source>
        <translation>本机与 %1 的时钟相差超过五分钟。</translation>
    </message>
    <message>
        <source>The clock of this machine is %1 s behind that of %2; signatures allow 300 s.</source>
        <translation>本机时钟比 %2 慢 %1 s；签名最多允许 300 s。</translation>
    </message>
    <message>
        <source>The clock of this machine is %1 s ahead of that of %2; signatures allow 300 s.</source>
        <translation>本机时钟比 %2 快 %1 s；签名最多允许 300 s。</translation>
    </message>
    <message>
        <source>Set the clock, for example with: sudo timedatectl set-ntp true</source>
        <translation>请校准时钟，例如：sudo timedatectl set-ntp true</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2.</source>
        <translation>无法连接 %1：%2。</translation>
    </message>
    <message>
        <source>Check the network and the endpoint of the connection.</source>
        <translation>请检查网络和连接的接入点。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted: %2.</source>
        <translation>%1 的证书不受信任：%2。</translation>
    </message>
    <message>
        <source>Check the endpoint, and the certificates of this machine.</source>
        <translation>请检查接入点和本机的证书。</translation>
    </message>
    <message>
        <source>The connection to %1 was lost before it answered.</source>
        <translation>与 %1 的连接在应答之前中断。</translation>
    </message>
    <message>
        <source>The connection to %1 was lost in the middle of its answer.</source>
        <translation>与 %1 的连接在应答途中中断。</translation>
    </message>
    <message>
        <source>Look whether it was done before you ask again.</source>
        <translation>再次请求之前，请先确认是否已经执行。</translation>
    </message>
    <message>
        <source>%1 has not answered %2 in %3 s.</source>
        <translation>%1 在 %3 s 内没有应答 %2。</translation>
    </message>
    <message>
        <source>%1 answered HTTP %2.</source>
        <translation>%1 应答 HTTP %2。</translation>
    </message>
    <message>
        <source>It is in trouble itself; try again later.</source>
        <translation>对方自身出现故障，请稍后重试。</translation>
    </message>
    <message>
        <source>Check the endpoint of the connection.</source>
        <translation>请检查连接的接入点。</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than %2 bytes.</source>
        <translation>%1 的应答超过 %2 字节。</translation>
    </message>
    <message>
        <source>%1 answered %2 with something that is no envelope of Cloud API 3.0.</source>
        <translation>%1 对 %2 的应答不是云 API 3.0 的格式。</translation>
    </message>
    <message>
        <source>Check the SecretKey of the connection.</source>
        <translation>请检查连接的 SecretKey。</translation>
    </message>
    <message>
        <source>Check the keys of the connection.</source>
        <translation>请检查连接的密钥。</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation>请求 %1</translation>
    </message>
    <message>
        <source>The answer of %1 does not hold what it should.</source>
        <translation>%1 的应答缺少应有的内容。</translation>
    </message>
    <message>
        <source>The answer of SearchLog holds no lines.</source>
        <translation>SearchLog 的应答中没有日志行。</translation>
    </message>
    <message>
        <source>The answer of GetMonitorData holds no points.</source>
        <translation>GetMonitorData 的应答中没有数据点。</translation>
    </message>
    <message>
        <source>Nothing was done: it was not confirmed.</source>
        <translation>未经确认，没有执行任何操作。</translation>
    </message>
    <message>
        <source>%1 is for the embedded engine only.</source>
        <translation>%1仅适用于内置引擎。</translation>
    </message>
    <message>
        <source>A folder as the source of a function</source>
        <translation>以文件夹作为函数来源</translation>
    </message>
    <message>
        <source>A local setting of a function</source>
        <translation>函数的本地设置</translation>
    </message>
    <message>
        <source>A load run</source>
        <translation>负载运行</translation>
    </message>
    <message>
        <source>A saved event has at most %1 bytes.</source>
        <translation>保存的事件最多 %1 字节。</translation>
    </message>
    <message>
        <source>Make it shorter.</source>
        <translation>请缩短。</translation>
    </message>
    <message>
        <source>A function has at most %1 saved events.</source>
        <translation>每个函数最多 %1 个保存的事件。</translation>
    </message>
    <message>
        <source>Delete one.</source>
        <translation>请删除一个。</translation>
    </message>
    <message>
        <source>The details of the last %1 invocations fired from here are held.</source>
        <translation>仅保留最近从此处触发的 %1 次调用的详情。</translation>
    </message>
    <message>
        <source>Tencent Cloud does not tell of %1.</source>
        <translation>腾讯云不提供%1。</translation>
    </message>
    <message>
        <source>Switch to the embedded engine, or pull the function down.</source>
        <translation>请切换到内置引擎，或将函数拉取到本地。</translation>
    </message>
    <message>
        <source>dead letters: they lie in the queue that a function's DeadLetterConfig names</source>
        <translation>死信：它们位于函数 DeadLetterConfig 所指的队列中</translation>
    </message>
    <message>
        <source>older lines than those that are shown</source>
        <translation>比已显示的更早的日志行</translation>
    </message>
    <message>
        <source>the settings of its engine</source>
        <translation>其引擎的设置</translation>
    </message>
    <message>
        <source>this</source>
        <translation>此项信息</translation>
    </message>
    <message>
        <source>Tencent Cloud fires no trigger by hand.</source>
        <translation>腾讯云不能手动触发触发器。</translation>
    </message>
    <message>
        <source>Fire its event from Test.</source>
        <translation>请在“测试”中触发其事件。</translation>
    </message>
    <message>
        <source>Functions are debugged on this machine.</source>
        <translation>函数在本机上调试。</translation>
    </message>
    <message>
        <source>Pull the function down, then debug it here.</source>
        <translation>请先将函数拉取到本地，再在此处调试。</translation>
    </message>
    <message>
        <source>Project files are written of functions on this machine.</source>
        <translation>项目文件由本机上的函数生成。</translation>
    </message>
    <message>
        <source>Pull the function down first.</source>
        <translation>请先将函数拉取到本地。</translation>
    </message>
    <message>
        <source>The trigger is gone.</source>
        <translation>该触发器已不存在。</translation>
    </message>
    <message>
        <source>The event has ended.</source>
        <translation>该事件已结束。</translation>
    </message>
    <message>
        <source>A function of a container image has no package to carry.</source>
        <translation>镜像函数没有可传送的代码包。</translation>
    </message>
    <message>
        <source>Its runtime is %1 here and %2 there; SCF does not change the runtime of a function. Give one of them another name, or delete it there.</source>
        <translation>此处运行环境为 %1，彼处为 %2；SCF 不能更改函数的运行环境。请为其中一个改名，或在彼处删除。</translation>
    </message>
    <message>
        <source>Its type is %1 here and %2 there; SCF does not change the type of a function.</source>
        <translation>此处类型为 %1，彼处为 %2；SCF 不能更改函数类型。</translation>
    </message>
    <message>
        <source>Asynchronous execution is %1 here and %2 there; SCF fixes it at creation.</source>
        <translation>异步执行此处为 %1，彼处为 %2；SCF 在创建时即已固定。</translation>
    </message>
    <message>
        <source>Its package of %1 MB makes a request of %2 MB; the target takes %3 MB. Put it into a bucket there, and set the code from it.</source>
        <translation>%1 MB 的代码包使请求达到 %2 MB，而目标最多接受 %3 MB。请将其放入彼处的存储桶并从中设置代码。</translation>
    </message>
    <message>
        <source>Not carried, because they name things of this place: %1.</source>
        <translation>以下各项指向此处的资源，不会传送：%1。</translation>
    </message>
    <message>
        <source>Triggers that only the target has are left alone: %1.</source>
        <translation>仅目标端有的触发器保持不变：%1。</translation>
    </message>
    <message>
        <source>Event tracing stays as it is there; SCF fixes it at creation.</source>
        <translation>事件追踪保持彼处设置；SCF 在创建时即已固定。</translation>
    </message>
    <message>
        <source>WebSocket is %1 here and %2 there; SCF fixes it at creation.</source>
        <translation>WebSocket 此处为 %1，彼处为 %2；SCF 在创建时即已固定。</translation>
    </message>
    <message>
        <source>Stays here: %1.</source>
        <translation>保留在此处：%1。</translation>
    </message>
    <message>
        <source>No package of this system brings one: it runs in the cloud only. Take a newer Runtime to run it here.</source>
        <translation>本系统没有软件包提供它：只能在云端运行。要在此处运行，请选用更新的运行环境。</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 steps.</source>
        <translation>已在 %2 步中的第 %1 步之后停止。</translation>
    </message>
    <message>
        <source>Plan again to go on with the rest.</source>
        <translation>重新生成计划即可继续其余步骤。</translation>
    </message>
    <message>
        <source>%1 is still %2.</source>
        <translation>%1 仍为 %2。</translation>
    </message>
    <message>
        <source>Plan again when it is Active.</source>
        <translation>待其变为 Active 后重新生成计划。</translation>
    </message>
    <message>
        <source>%1 is %2 at the target. %3</source>
        <translation>%1 在目标端为 %2。%3</translation>
    </message>
    <message>
        <source>Mend it here, then plan again.</source>
        <translation>请在此处修正后重新生成计划。</translation>
    </message>
    <message>
        <source>%1 still differs at the target: %2.</source>
        <translation>%1 在目标端仍不一致：%2。</translation>
    </message>
    <message>
        <source>Plan again to see what.</source>
        <translation>重新生成计划可查看差异。</translation>
    </message>
    <message>
        <source>The function %1 was deployed, but failed with its event: %2</source>
        <translation>函数 %1 已部署，但使用其事件运行失败：%2</translation>
    </message>
    <message>
        <source>Look at its log.</source>
        <translation>请查看其日志。</translation>
    </message>
    <message>
        <source>%1 needs the program of the Debian package %2, which is not on this machine.</source>
        <translation>%1 需要 Debian 软件包 %2 中的程序，本机没有。</translation>
    </message>
    <message>
        <source>Port %1 is in use by another program.</source>
        <translation>端口 %1 正被其他程序使用。</translation>
    </message>
    <message>
        <source>%1 is used.</source>
        <translation>已改用 %1。</translation>
    </message>
    <message>
        <source>%1 was stopped before it answered.</source>
        <translation>%1 在应答之前已被停止。</translation>
    </message>
    <message>
        <source>No authType is given: whoever knows the address can call the function.</source>
        <translation>未给出 authType：任何知道地址的人都能调用此函数。</translation>
    </message>
    <message>
        <source>Published versions and aliases have no place in the file: it says what $LATEST is.</source>
        <translation>文件中没有已发布版本和别名的位置：它只说明 $LATEST。</translation>
    </message>
    <message>
        <source>Its reserved concurrency has no place in the file.</source>
        <translation>文件中没有其保留并发的位置。</translation>
    </message>
    <message>
        <source>Its layers have no place in the file: publish and bind them where it is imported.</source>
        <translation>文件中没有其层的位置：请在导入处发布并绑定。</translation>
    </message>
    <message>
        <source>The trigger %1 of type %2 has no place in the file.</source>
        <translation>文件中没有类型为 %2 的触发器 %1 的位置。</translation>
    </message>
    <message>
        <source>The trigger %1 is of %2; in the file it is of $LATEST.</source>
        <translation>触发器 %1 属于 %2；在文件中它属于 $LATEST。</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>Choose another folder, or move it away.</source>
        <translation>请选择其他文件夹，或将其移走。</translation>
    </message>
    <message>
        <source>The keyring gives no keys for it: none are stored, or it is locked.</source>
        <translation>密钥环没有给出此连接的密钥：没有保存，或密钥环已锁定。</translation>
    </message>
    <message>
        <source>No event has come within %1 minutes.</source>
        <translation>%1 分钟内没有事件到来。</translation>
    </message>
    <message>
        <source>Start it again and fire an event.</source>
        <translation>请重新启动并触发一个事件。</translation>
    </message>
    <message>
        <source>The local CKafka is not running. Start it in Services; messages wait until then.</source>
        <translation>本地 CKafka 未运行。请在“服务”中启动，消息会一直等待。</translation>
    </message>
    <message>
        <source>No Kafka broker answers at %1.</source>
        <translation>%1 处没有 Kafka broker 应答。</translation>
    </message>
    <message>
        <source>Start it; it is tried again and again.</source>
        <translation>请启动它；引擎会不断重试。</translation>
    </message>
    <message>
        <source>The Kafka broker at %1 refuses the user name or password.</source>
        <translation>%1 处的 Kafka broker 拒绝了用户名或密码。</translation>
    </message>
    <message>
        <source>No TLS connection with the Kafka broker at %1.</source>
        <translation>无法与 %1 处的 Kafka broker 建立 TLS 连接。</translation>
    </message>
    <message>
        <source>Look at its certificate and at caFile.</source>
        <translation>请检查其证书和 caFile。</translation>
    </message>
    <message>
        <source>The broker at %1 has no topic %2.</source>
        <translation>%1 处的 broker 没有 Topic %2。</translation>
    </message>
    <message>
        <source>Create the topic; the trigger begins then.</source>
        <translation>请创建该 Topic，触发器随后开始工作。</translation>
    </message>
    <message>
        <source>The message at offset %1 of partition %2 of %3 can't be read and was left out: %4.</source>
        <translation>%3 分区 %2 中位移 %1 处的消息无法读取，已跳过：%4。</translation>
    </message>
    <message>
        <source>Partition %1 of %2 stands at offset %3: %4.</source>
        <translation>%2 的分区 %1 停在位移 %3：%4。</translation>
    </message>
    <message>
        <source>Disable and enable the trigger to try again.</source>
        <translation>停用再启用触发器即可重试。</translation>
    </message>
    <message>
        <source>The local Redis is not running. Start it in Services; entries wait until then.</source>
        <translation>本地 Redis 未运行。请在“服务”中启动，条目会一直等待。</translation>
    </message>
    <message>
        <source>No Redis %1 runs in Services. Start or register it there; entries wait until then.</source>
        <translation>“服务”中没有运行名为 %1 的 Redis。请在那里启动或登记，条目会一直等待。</translation>
    </message>
    <message>
        <source>No Redis answers at %1: %2.</source>
        <translation>%1 处没有 Redis 应答：%2。</translation>
    </message>
    <message>
        <source>Redis at %1 refuses the user name or password.</source>
        <translation>%1 处的 Redis 拒绝了用户名或密码。</translation>
    </message>
    <message>
        <source>Redis at %1 refuses: %2.</source>
        <translation>%1 处的 Redis 拒绝：%2。</translation>
    </message>
    <message>
        <source>%1 of Redis at %2 is no stream.</source>
        <translation>%2 处 Redis 的 %1 不是 Stream。</translation>
    </message>
    <message>
        <source>Name a key that is free, or a stream.</source>
        <translation>请填写未使用的键，或一个 Stream。</translation>
    </message>
    <message>
        <source>The stream %1 of Redis at %2 was removed, or its group.</source>
        <translation>%2 处 Redis 的 Stream %1 或其消费组已被删除。</translation>
    </message>
    <message>
        <source>It is made again.</source>
        <translation>会重新创建。</translation>
    </message>
    <message>
        <source>The entry %1 of %2 can't be read and was left out: %3.</source>
        <translation>%2 的条目 %1 无法读取，已跳过：%3。</translation>
    </message>
    <message>
        <source>The stream %1 stands at its entry %2: %3.</source>
        <translation>Stream %1 停在条目 %2：%3。</translation>
    </message>
    <message>
        <source>The trigger was switched off before its sample came.</source>
        <translation>样例到达之前触发器已停用。</translation>
    </message>
    <message>
        <source>The password file %1 can't be read.</source>
        <translation>无法读取密码文件 %1。</translation>
    </message>
    <message>
        <source>Name a file that holds the password alone.</source>
        <translation>请指定只含密码的文件。</translation>
    </message>
    <message>
        <source>The Kafka broker at %1 has no such topic or partition.</source>
        <translation>%1 的 Kafka Broker 没有该 Topic 或分区。</translation>
    </message>
    <message>
        <source>No Kafka client can be made for %1: %2.</source>
        <translation>无法为 %1 创建 Kafka 客户端：%2。</translation>
    </message>
    <message>
        <source>Port %1 on %2 is taken by another program.</source>
        <translation>%2 上的端口 %1 已被其他程序占用。</translation>
    </message>
    <message>
        <source>End that program, or let CKafka take another port.</source>
        <translation>请结束该程序，或让 CKafka 使用其他端口。</translation>
    </message>
    <message>
        <source>CKafka is just being stopped.</source>
        <translation>CKafka 正在停止。</translation>
    </message>
    <message>
        <source>CKafka is just being started or stopped.</source>
        <translation>CKafka 正在启动或停止。</translation>
    </message>
    <message>
        <source>CKafka is not running.</source>
        <translation>CKafka 未运行。</translation>
    </message>
    <message>
        <source>Move the folder away to begin with an empty broker.</source>
        <translation>移走该文件夹即可从空的 Broker 开始。</translation>
    </message>
    <message>
        <source>The log %1 could not be read at offset %2.</source>
        <translation>无法在位点 %2 读取日志 %1。</translation>
    </message>
    <message>
        <source>A password is not kept in a trigger, which everybody may list: security.passwordFile names a file that holds it.</source>
        <translation>触发器可被任何人列出，不保存密码：请用 security.passwordFile 指定存放密码的文件。</translation>
    </message>
    <message>
        <source>SASL needs security.username and security.passwordFile.</source>
        <translation>SASL 需要 security.username 和 security.passwordFile。</translation>
    </message>
    <message>
        <source>TriggerDesc of a CKafka trigger is a JSON object.</source>
        <translation>CKafka 触发器的 TriggerDesc 是 JSON 对象。</translation>
    </message>
    <message>
        <source>A CKafka trigger has no field %1 that could be this.</source>
        <translation>CKafka 触发器的字段 %1 不能是该值。</translation>
    </message>
    <message>
        <source>The name of a CKafka trigger is the instance's id, a dash and the topic.</source>
        <translation>CKafka 触发器的名称是实例 ID、短横线和 Topic。</translation>
    </message>
    <message>
        <source>Example: ckafka-local-orders for the topic orders of the built-in broker.</source>
        <translation>例如：内置 Broker 的 Topic orders 为 ckafka-local-orders。</translation>
    </message>
    <message>
        <source>TriggerDesc of a CLS trigger must be a JSON object.</source>
        <translation>CLS 触发器的 TriggerDesc 必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>TriggerDesc of a COS trigger must be a JSON object.</source>
        <translation>COS 触发器的 TriggerDesc 必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>TriggerDesc of an API Gateway trigger must be a JSON object.</source>
        <translation>API 网关触发器的 TriggerDesc 必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>TriggerDesc of a CLB trigger must be a JSON object.</source>
        <translation>CLB 触发器的 TriggerDesc 必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>TriggerDesc of an MPS trigger must be an object with eventType.</source>
        <translation>MPS 触发器的 TriggerDesc 必须是含 eventType 的对象。</translation>
    </message>
    <message>
        <source>TriggerDesc of an EventBridge trigger must be a JSON object.</source>
        <translation>EventBridge 触发器的 TriggerDesc 必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>TriggerDesc of a CMQ trigger must be a JSON object.</source>
        <translation>CMQ 触发器的 TriggerDesc 必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>TriggerDesc of a queue trigger is a JSON object.</source>
        <translation>队列触发器的 TriggerDesc 是 JSON 对象。</translation>
    </message>
    <message>
        <source>TriggerDesc has no field `%1`.</source>
        <translation>TriggerDesc 没有字段 `%1`。</translation>
    </message>
    <message>
        <source>A queue trigger has no field %1.</source>
        <translation>队列触发器没有字段 %1。</translation>
    </message>
    <message>
        <source>A queue has one trigger: take another queue, or delete that trigger.</source>
        <translation>一个队列只能有一个触发器：请换一个队列，或删除该触发器。</translation>
    </message>
    <message>
        <source>The object was put, but %1 is not what this trigger waits for.</source>
        <translation>对象已上传，但 %1 不是该触发器等待的事件。</translation>
    </message>
    <message>
        <source>Make that change in the bucket to see it fire.</source>
        <translation>请在存储桶中做该变更以触发它。</translation>
    </message>
    <message>
        <source>Use FALSE; the address is reachable from this machine only.</source>
        <translation>请使用 FALSE；该地址只能从本机访问。</translation>
    </message>
    <message>
        <source>The path is not one of this API.</source>
        <translation>该路径不属于此 API。</translation>
    </message>
    <message>
        <source>A queue's name has 1 to %1 letters, digits, ., - and _.</source>
        <translation>队列名称由 1 至 %1 个字母、数字、.、- 和 _ 组成。</translation>
    </message>
    <message>
        <source>The message has %1 bytes; a queue takes %2.</source>
        <translation>消息有 %1 字节；队列最多接收 %2 字节。</translation>
    </message>
    <message>
        <source>Put the content into COS and send its key.</source>
        <translation>请把内容放入 COS 并发送其键。</translation>
    </message>
    <message>
        <source>There are %1 queues, as many as there may be.</source>
        <translation>已有 %1 个队列，达到上限。</translation>
    </message>
    <message>
        <source>Let some of them be read to their end.</source>
        <translation>请先将其中一些消费完。</translation>
    </message>
    <message>
        <source>The queues hold %1 MB, as much as they may.</source>
        <translation>队列已存 %1 MB，达到上限。</translation>
    </message>
    <message>
        <source>Let a function read %1 first.</source>
        <translation>请先让函数消费 %1。</translation>
    </message>
    <message>
        <source>A topic's name has 1 to %1 letters, digits, ., - and _.</source>
        <translation>主题名称由 1 至 %1 个字母、数字、.、- 和 _ 组成。</translation>
    </message>
    <message>
        <source>The message has %1 bytes; a topic takes %2.</source>
        <translation>消息有 %1 字节；主题最多接收 %2 字节。</translation>
    </message>
    <message>
        <source>Put the content into COS and publish its key.</source>
        <translation>请把内容放入 COS 并发布其键。</translation>
    </message>
    <message>
        <source>A message may have %1 tags of 1 to %2 characters.</source>
        <translation>一条消息最多 %1 个标签，每个 1 至 %2 个字符。</translation>
    </message>
    <message>
        <source>A routing key may have %1 characters.</source>
        <translation>路由键最多 %1 个字符。</translation>
    </message>
    <message>
        <source>A dead letter of %1 did not reach queue %2: %3</source>
        <translation>%1 的死信未能送达队列 %2：%3</translation>
    </message>
    <message>
        <source>A dead letter of %1 did not reach topic %2: %3</source>
        <translation>%1 的死信未能送达主题 %2：%3</translation>
    </message>
    <message>
        <source>There is no trigger type `%1`.</source>
        <translation>没有触发器类型 `%1`。</translation>
    </message>
    <message>
        <source>The request must be a JSON object.</source>
        <translation>请求必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>The header %1 must be a string.</source>
        <translation>请求头 %1 必须是字符串。</translation>
    </message>
    <message>
        <source>A request has no field `%1` of this type.</source>
        <translation>请求没有该类型的字段 `%1`。</translation>
    </message>
    <message>
        <source>The path must begin with /.</source>
        <translation>路径必须以 / 开头。</translation>
    </message>
    <message>
        <source>This is no request: %1.</source>
        <translation>这不是请求：%1。</translation>
    </message>
    <message>
        <source>Partition %1 of %2 stands at offset %3: %4. Disable and enable the trigger to try again.</source>
        <translation>%2 的分区 %1 停在位移 %3：%4。停用再启用触发器即可重试。</translation>
    </message>
    <message>
        <source>The stream %1 stands at its entry %2: %3. Disable and enable the trigger to try again.</source>
        <translation>Stream %1 停在条目 %2：%3。停用再启用触发器即可重试。</translation>
    </message>
</context>
<context>
    <name>scfdesk::EnvironmentEditor</name>
    <message>
        <source>No variable.</source>
        <translation>没有变量。</translation>
    </message>
    <message>
        <source>Add variable</source>
        <translation>添加变量</translation>
    </message>
    <message>
        <source>Environment variables</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Add environment variable</source>
        <translation>添加环境变量</translation>
    </message>
    <message>
        <source>Remove variable</source>
        <translation>删除变量</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Name of variable %1</source>
        <translation>变量 %1 的名称</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>%1 的值</translation>
    </message>
    <message>
        <source>Remove variable %1</source>
        <translation>移除变量 %1</translation>
    </message>
</context>
<context>
    <name>scfdesk::EventBar</name>
    <message>
        <source>Event template</source>
        <translation>事件模板</translation>
    </message>
    <message>
        <source>Saved events</source>
        <translation>已保存事件</translation>
    </message>
    <message>
        <source>Name of the saved event</source>
        <translation>已保存事件的名称</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式化</translation>
    </message>
    <message>
        <source>Save event</source>
        <translation>保存事件</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <translation>输入名称后按 Enter</translation>
    </message>
    <message>
        <source>Format JSON (Ctrl Shift F)</source>
        <translation>格式化 JSON（Ctrl Shift F）</translation>
    </message>
    <message>
        <source>%1 · edited</source>
        <translation>%1 · 已修改</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Variables that are filled in when the event is fired</source>
        <translation>触发时填入的变量</translation>
    </message>
    <message>
        <source>Debug next event</source>
        <translation>调试下一个事件</translation>
    </message>
    <message>
        <source>Stop debugging</source>
        <translation>停止调试</translation>
    </message>
    <message>
        <source>Debug next event: starts an instance under the language's debugger</source>
        <translation>调试下一个事件：在该语言的调试器下启动一个实例</translation>
    </message>
    <message>
        <source>Fire here and at another connection</source>
        <translation>在此处和另一连接上触发</translation>
    </message>
</context>
<context>
    <name>scfdesk::EventCompletion</name>
    <message>
        <source>Keys that fit here</source>
        <translation>此处可用的键</translation>
    </message>
    <message>
        <source>Values that fit here</source>
        <translation>此处可用的值</translation>
    </message>
</context>
<context>
    <name>scfdesk::EventDetail</name>
    <message>
        <source>Copy request id</source>
        <translation>复制请求 ID</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>事件内容</translation>
    </message>
</context>
<context>
    <name>scfdesk::EventDrafts</name>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>%1 deleted. Its text stays in the editor; Ctrl S saves it again</source>
        <translation>已删除 %1。其文本仍在编辑器中，按 Ctrl S 可重新保存</translation>
    </message>
    <message>
        <source>The event %1 of %2 was not saved.</source>
        <translation>%2 的事件 %1 未保存。</translation>
    </message>
</context>
<context>
    <name>scfdesk::EventEditor</name>
    <message>
        <source>Event JSON</source>
        <translation>事件 JSON</translation>
    </message>
    <message>
        <source>Valid JSON</source>
        <translation>JSON 有效</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>第 %1 行，第 %2 列：%3</translation>
    </message>
</context>
<context>
    <name>scfdesk::EventQueue</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>%1 秒后</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Will be retried</source>
        <translation>将重试</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>没有等待的事件。</translation>
    </message>
    <message>
        <source>Async events stand here from the moment they are accepted until they have ended: those that wait for an instance, those that run, and those that will be retried.</source>
        <translation>异步事件从被接收到结束都列在这里：等待实例的、运行中的和将要重试的。</translation>
    </message>
    <message>
        <source>Queue by function</source>
        <translation>按函数排队</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>Next retry</source>
        <translation>下次重试</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Events of the function</source>
        <translation>函数的事件</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>接收时间</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>下次执行</translation>
    </message>
    <message>
        <source>No event chosen</source>
        <translation>未选择事件</translation>
    </message>
    <message>
        <source>Choose an event at the left to see its attempts and its payload.</source>
        <translation>请在左侧选择一个事件，查看其执行记录和内容。</translation>
    </message>
    <message>
        <source>Terminate…</source>
        <translation>终止…</translation>
    </message>
    <message>
        <source>Edit then fire</source>
        <translation>编辑后触发</translation>
    </message>
    <message>
        <source>Puts the event into the editor of Test. This one goes on.</source>
        <translation>把事件放入“测试”的编辑器。当前事件照常进行。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>the oldest %1 of %2</source>
        <translation>最早的 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Version or alias</source>
        <translation>版本或别名</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>已等待</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Terminate event %1</source>
        <translation>终止事件 %1</translation>
    </message>
    <message>
        <source>Terminate this event?</source>
        <translation>终止这个事件？</translation>
    </message>
    <message>
        <source>The run of %1 is ended at once, with what it has not finished. The event is not retried and leaves no dead letter.</source>
        <translation>%1 的运行会立即结束，未完成的工作丢失。事件不重试，也不留下死信。</translation>
    </message>
    <message>
        <source>The event waits for %1 and is never run. It is not retried and leaves no dead letter.</source>
        <translation>该事件正在等待 %1，终止后不再运行，不重试，也不留下死信。</translation>
    </message>
    <message>
        <source>Terminate</source>
        <translation>终止</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>From</source>
        <comment>what fired it</comment>
        <translation>来源</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等，另有 %2 个</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>%1 running, the newest %2 of %3 ended</source>
        <translation>运行中 %1，已结束 %3 中最新的 %2 个</translation>
    </message>
    <message>
        <source>%1 running, %2 ended</source>
        <translation>运行中 %1，已结束 %2</translation>
    </message>
    <message>
        <source>The API lists async events that run and, for 72 hours, those that have ended, of functions with event tracing; events that wait and retries to come are not told.</source>
        <translation>API 只列出开启了事件追踪的函数的运行中异步事件，以及 72 小时内已结束的事件；等待中的事件和即将进行的重试不会给出。</translation>
    </message>
    <message>
        <source>Without event tracing, and so not listed: %1.</source>
        <translation>未开启事件追踪，因而未列出：%1。</translation>
    </message>
    <message>
        <source>No function with event tracing.</source>
        <translation>没有开启事件追踪的函数。</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>The API tells neither the attempts nor the payload of an event. Its log says more.</source>
        <translation>API 不给出事件的各次尝试和内容。详情请看其日志。</translation>
    </message>
</context>
<context>
    <name>scfdesk::EventTemplate</name>
    <message>
        <source>Blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Hello World</source>
        <translation>Hello World</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>定时</translation>
    </message>
    <message>
        <source>API gateway</source>
        <translation>API 网关</translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation>函数 URL</translation>
    </message>
    <message>
        <source>COS object created</source>
        <translation>COS 对象创建</translation>
    </message>
    <message>
        <source>COS object removed</source>
        <translation>COS 对象删除</translation>
    </message>
    <message>
        <source>CKafka</source>
        <translation>CKafka</translation>
    </message>
    <message>
        <source>CMQ topic</source>
        <translation>CMQ 主题</translation>
    </message>
    <message>
        <source>CLS logs</source>
        <translation>CLS 日志</translation>
    </message>
    <message>
        <source>CLB</source>
        <translation>CLB</translation>
    </message>
    <message>
        <source>MPS workflow</source>
        <translation>MPS 工作流</translation>
    </message>
    <message>
        <source>EventBridge</source>
        <translation>EventBridge</translation>
    </message>
</context>
<context>
    <name>scfdesk::FileTree</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Folder %1</source>
        <translation>文件夹 %1</translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation>%1，未保存</translation>
    </message>
</context>
<context>
    <name>scfdesk::FireBar</name>
    <message>
        <source>How often</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>Invocation type</source>
        <translation>调用方式</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Number of events</source>
        <translation>事件数量</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>Seconds between events</source>
        <translation>事件间隔（秒）</translation>
    </message>
    <message>
        <source>Peak rate</source>
        <translation>峰值速率</translation>
    </message>
    <message>
        <source>Shape of the load</source>
        <translation>压测形状</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>单次</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>压测</translation>
    </message>
    <message>
        <source>every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>爬坡</translation>
    </message>
    <message>
        <source>Spike</source>
        <translation>尖峰</translation>
    </message>
    <message>
        <source>Wave</source>
        <translation>波浪</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Sync waits for the reply. Async stores the event and returns at once; failures are tried again.</source>
        <translation>同步调用等待响应。异步调用保存事件后立即返回，失败会重试。</translation>
    </message>
    <message>
        <source>async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Stop the load run (Ctrl .)</source>
        <translation>停止压测（Ctrl .）</translation>
    </message>
    <message>
        <source>Fire (Ctrl ↵), as load (Ctrl Shift ↵)</source>
        <translation>触发（Ctrl ↵），压测（Ctrl Shift ↵）</translation>
    </message>
    <message>
        <source>Stop load run, %1 of %2 events sent</source>
        <translation>停止压测，已发送 %1 / %2 个事件</translation>
    </message>
    <message>
        <source>Fire %1 events at %2, %3</source>
        <translation>向 %2 触发 %1 个事件，%3</translation>
    </message>
    <message>
        <source>Fire event at %1, %2</source>
        <translation>向 %1 触发事件，%2</translation>
    </message>
    <message>
        <source>Stop repeating (Ctrl .)</source>
        <translation>停止重复（Ctrl .）</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Nothing was recorded here. Shift+drag in the time strip picks out a span.</source>
        <translation>这里没有记录。在时间条上按住 Shift 拖动可选取一段。</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %2, %n event(s)</source>
        <translation>
            <numerusform>%1 – %2，%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 of them</source>
        <translation>仅前 %1 个</translation>
    </message>
</context>
<context>
    <name>scfdesk::FitChart</name>
    <message>
        <source>Measured and fitted times</source>
        <translation>实测与拟合的时间</translation>
    </message>
    <message>
        <source>%1: %2 measured from %3 to %4, drawn from: %5</source>
        <translation>%1：实测 %2 个，从 %3 到 %4，取自：%5</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行次数</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>尚无实测</translation>
    </message>
    <message>
        <source>none measured</source>
        <translation>无实测</translation>
    </message>
    <message>
        <source>Of 100</source>
        <translation>每 100 次</translation>
    </message>
    <message>
        <source>Start, ms</source>
        <translation>启动，ms</translation>
    </message>
    <message>
        <source>Start fitted, of 100</source>
        <translation>启动拟合，每 100 次</translation>
    </message>
    <message>
        <source>Run, ms</source>
        <translation>运行，ms</translation>
    </message>
    <message>
        <source>Run fitted, of 100</source>
        <translation>运行拟合，每 100 次</translation>
    </message>
</context>
<context>
    <name>scfdesk::FunctionChoice</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Functions: %1</source>
        <translation>函数：%1</translation>
    </message>
</context>
<context>
    <name>scfdesk::FunctionModel</name>
    <message>
        <source>%1, 1 instance</source>
        <translation>%1，1 个实例</translation>
    </message>
    <message>
        <source>%1, %2 instances</source>
        <translation>%1，%2 个实例</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>Instances of limit</source>
        <translation>实例 / 上限</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Last invoked</source>
        <translation>最近调用</translation>
    </message>
</context>
<context>
    <name>scfdesk::FunctionPage</name>
    <message>
        <source>Parts of the function</source>
        <translation>函数的各部分</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>Versions &amp;&amp; aliases</source>
        <translation>版本与别名</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>并发</translation>
    </message>
</context>
<context>
    <name>scfdesk::FunctionsDelegate</name>
    <message>
        <source>sample</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>%1 · %2 MB</source>
        <translation>%1 · %2 MB</translation>
    </message>
    <message>
        <source>%1 of %2 instances</source>
        <translation>%1 / %2 个实例</translation>
    </message>
    <message>
        <source>last 15 min</source>
        <translation>最近 15 分钟</translation>
    </message>
    <message>
        <source>1 invocation</source>
        <translation>1 次调用</translation>
    </message>
    <message>
        <source>%1 invocations</source>
        <translation>%1 次调用</translation>
    </message>
    <message>
        <source>Starting %1, busy %2, idle %3, frozen %4. The limit is the account quota ÷ memory; it applies to starting and busy ones.</source>
        <translation>启动中 %1，忙碌 %2，空闲 %3，已冻结 %4。上限为账户配额 ÷ 内存，只计启动中和忙碌的实例。</translation>
    </message>
    <message>
        <source>Finished invocations, %1</source>
        <translation>已完成的调用，%1</translation>
    </message>
    <message>
        <source>Median of Total: event accepted to reply. %1, %2</source>
        <translation>总耗时的中位数：从接收事件到返回。%1，%2</translation>
    </message>
    <message>
        <source>99 of 100 were faster. Total: event accepted to reply. %1, %2</source>
        <translation>100 次中有 99 次更快。总耗时：从接收事件到返回。%1，%2</translation>
    </message>
    <message>
        <source>First of their instance ÷ invocations. %1, %2</source>
        <translation>实例的首次调用 ÷ 调用次数。%1，%2</translation>
    </message>
    <message>
        <source>Finished with a code other than 200. %1, %2</source>
        <translation>状态码不是 200 的调用。%1，%2</translation>
    </message>
    <message>
        <source>No trigger</source>
        <translation>没有触发器</translation>
    </message>
    <message>
        <source>Manual only</source>
        <translation>仅手动触发</translation>
    </message>
    <message>
        <source>  +%1</source>
        <translation>  +%1</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>未提供</translation>
    </message>
    <message>
        <source>Instances: not told</source>
        <translation>实例：未提供</translation>
    </message>
    <message>
        <source>This connection does not tell how many instances there are.</source>
        <translation>此连接不提供实例数量。</translation>
    </message>
</context>
<context>
    <name>scfdesk::FunctionsTable</name>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>No function yet. Ctrl N makes one from a template, a folder or a zip package.</source>
        <translation>还没有函数。按 Ctrl N 从模板、文件夹或 zip 包新建。</translation>
    </message>
    <message>
        <source>No function matches “%1”. Esc clears the filter.</source>
        <translation>没有匹配“%1”的函数。按 Esc 清除筛选。</translation>
    </message>
</context>
<context>
    <name>scfdesk::FunctionsView</name>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>default namespace</source>
        <translation>默认命名空间</translation>
    </message>
    <message>
        <source>Filter functions</source>
        <translation>筛选函数</translation>
    </message>
    <message>
        <source>New function</source>
        <translation>新建函数</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>延迟 p99</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>资源使用量</translation>
    </message>
    <message>
        <source>Instances, all functions</source>
        <translation>实例，全部函数</translation>
    </message>
    <message>
        <source>last 15 min, by state</source>
        <translation>最近 15 分钟，按状态</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要关注</translation>
    </message>
    <message>
        <source>%1 / s average</source>
        <translation>平均 %1 / s</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>失败 %1</translation>
    </message>
    <message>
        <source>no event refused</source>
        <translation>没有事件被拒绝</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>%1 functions</source>
        <translation>%1 个函数</translation>
    </message>
    <message>
        <source>no invocation</source>
        <translation>没有调用</translation>
    </message>
    <message>
        <source>n&lt;100, includes queue and start</source>
        <translation>n&lt;100，包含排队与启动</translation>
    </message>
    <message>
        <source>includes queue and start</source>
        <translation>包含排队与启动</translation>
    </message>
    <message>
        <source>billed duration × memory</source>
        <translation>计费时长 × 内存</translation>
    </message>
    <message>
        <source>Open test</source>
        <translation>打开测试</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Copy…</source>
        <translation>复制…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>%1 of invocations</source>
        <translation>占调用的 %1</translation>
    </message>
    <message>
        <source>Finished invocations of all functions in the chosen span. Refused events are not counted.</source>
        <translation>所选时间范围内所有函数完成的调用。被拒绝的事件不计入。</translation>
    </message>
    <message>
        <source>Finished with 200 ÷ finished, in the chosen span.</source>
        <translation>所选时间范围内以 200 完成 ÷ 全部完成。</translation>
    </message>
    <message>
        <source>Events refused with 432 or 429, in the chosen span.</source>
        <translation>所选时间范围内以 432 或 429 拒绝的事件。</translation>
    </message>
    <message>
        <source>Invocations that were the first of their instance, in the chosen span.</source>
        <translation>所选时间范围内实例首次执行的调用。</translation>
    </message>
    <message>
        <source>99 of 100 were faster. Total: event accepted to reply, in the chosen span. Of more than 15 min: the p99 of the slowest second.</source>
        <translation>100 次中有 99 次更快。总时长：从接收事件到响应，所选时间范围内。超过 15 分钟时为最慢一秒的 p99。</translation>
    </message>
    <message>
        <source>Sum of billed seconds × configured GB, in the chosen span.</source>
        <translation>所选时间范围内计费秒数 × 配置 GB 之和。</translation>
    </message>
    <message>
        <source>of all functions</source>
        <translation>所有函数</translation>
    </message>
    <message>
        <source>of the slowest second</source>
        <translation>最慢的一秒</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Functions with their triggers from a project file.</source>
        <translation>从项目文件导入函数及其触发器。</translation>
    </message>
    <message>
        <source>Import a project file</source>
        <translation>导入项目文件</translation>
    </message>
    <message>
        <source>Span of the totals</source>
        <translation>汇总的时间范围</translation>
    </message>
    <message>
        <source>Last 15 min</source>
        <translation>最近 15 分钟</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>What the six totals are of. The table and the graph are of the last 15 min.</source>
        <translation>六项汇总的时间范围。表格和图表为最近 15 分钟。</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>not with a filter</source>
        <translation>筛选时不可用</translation>
    </message>
    <message>
        <source>Take the filter %1 away</source>
        <translation>移除筛选 %1</translation>
    </message>
    <message>
        <source>%1: the table, the totals and the graph are of what this filter of the window finds. Press to take it away.</source>
        <translation>%1：表格、汇总和图表只包含窗口筛选命中的内容。点击以移除筛选。</translation>
    </message>
</context>
<context>
    <name>scfdesk::GuestStrip</name>
    <message>
        <source>Time of the session</source>
        <translation>会话时间</translation>
    </message>
    <message>
        <source>Session %1 at %2</source>
        <translation>会话 %1，位于 %2</translation>
    </message>
</context>
<context>
    <name>scfdesk::HistoryDelegate</name>
    <message>
        <source>Load, %1 failed</source>
        <translation>压测，%1 次失败</translation>
    </message>
    <message>
        <source>Load, stopped</source>
        <translation>压测，已停止</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>压测</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Repeat, %1 failed</source>
        <translation>重复，%1 次失败</translation>
    </message>
    <message>
        <source>Repeat, stopped</source>
        <translation>重复，已停止</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Repeat, %1 throttled</source>
        <translation>重复，%1 被限流</translation>
    </message>
    <message>
        <source>Load, %1 throttled</source>
        <translation>压测，%1 被限流</translation>
    </message>
</context>
<context>
    <name>scfdesk::HistoryList</name>
    <message>
        <source>Cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>History</source>
        <comment>past invocations of a function</comment>
        <translation>调用历史</translation>
    </message>
    <message>
        <source>%1 · Last 50</source>
        <translation>%1 · 最近 50 次</translation>
    </message>
    <message>
        <source>History of %1</source>
        <translation>%1 的调用历史</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>对比对象…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Choose another invocation and press again; on the same one it is forgotten.</source>
        <translation>请选择另一次调用后再按一次；选择同一次则取消。</translation>
    </message>
    <message>
        <source>%1 · matching %2</source>
        <translation>%1 · 匹配 %2</translation>
    </message>
    <message>
        <source>Show all, not only what matches the query</source>
        <translation>显示全部，不只显示匹配查询的</translation>
    </message>
    <message>
        <source>Choose another load run and press again; on the same one it is forgotten.</source>
        <translation>选择另一次压测后再按一次；在同一次上则取消。</translation>
    </message>
    <message>
        <source>Compare the chosen invocation or load run with another one</source>
        <translation>将所选的调用或压测与另一个对比</translation>
    </message>
</context>
<context>
    <name>scfdesk::HistoryModel</name>
    <message>
        <source>Load of %1 events at %2: %3 succeeded, %4 failed, %5 throttled</source>
        <translation>%2 压测 %1 个事件：成功 %3，失败 %4，被限流 %5</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <translation>%1，%2，%3，%4</translation>
    </message>
    <message>
        <source>Repeat of %1 events at %2: %3 succeeded, %4 failed, %5 throttled</source>
        <translation>%2 重复 %1 个事件：成功 %3，失败 %4，被限流 %5</translation>
    </message>
</context>
<context>
    <name>scfdesk::HistoryView</name>
    <message>
        <source>Fire this event again</source>
        <translation>重新触发此事件</translation>
    </message>
</context>
<context>
    <name>scfdesk::InstancesGraph</name>
    <message>
        <source>Instances, all functions</source>
        <translation>实例，全部函数</translation>
    </message>
    <message>
        <source>%1 now: %2 starting, %3 busy, %4 idle, %5 frozen</source>
        <translation>现有 %1：启动中 %2，忙碌 %3，空闲 %4，已冻结 %5</translation>
    </message>
    <message>
        <source>No instance in this window.</source>
        <translation>此窗口内无实例。</translation>
    </message>
    <message>
        <source>%1, mean of 5 s: starting %2, busy %3, idle %4, frozen %5. Most at once: %6</source>
        <translation>%1，5 秒平均：启动中 %2，忙碌 %3，空闲 %4，已冻结 %5。同时最多：%6</translation>
    </message>
    <message>
        <source>Instances of all functions</source>
        <translation>全部函数的实例</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>most at once</source>
        <translation>同时最多</translation>
    </message>
    <message>
        <source>busy, not found by the filter</source>
        <translation>忙碌，筛选未命中</translation>
    </message>
    <message>
        <source>Instances are not told by this connection.</source>
        <translation>此连接不提供实例信息。</translation>
    </message>
</context>
<context>
    <name>scfdesk::InstancesTrack</name>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Instances: starting, init, busy, idle and frozen; reclaimed are not counted</source>
        <translation>实例：启动中、初始化、忙碌、空闲和已冻结；不含已回收</translation>
    </message>
    <message numerus="yes">
        <source>%n instance(s)</source>
        <translation>
            <numerusform>%n 个实例</numerusform>
        </translation>
    </message>
    <message>
        <source>Concurrency %1 of %2</source>
        <translation>并发 %1 / %2</translation>
    </message>
    <message>
        <source>max %1</source>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>One-second values: busy, and all that did not work</source>
        <translation>每秒汇总值：忙碌的实例，以及其余未工作的实例</translation>
    </message>
    <message>
        <source>%1 of the busy ones match the filter</source>
        <translation>忙碌实例中 %1 个命中筛选</translation>
    </message>
</context>
<context>
    <name>scfdesk::InvocationInspector</name>
    <message>
        <source>Invocation inspector</source>
        <translation>调用详情</translation>
    </message>
    <message>
        <source>Invocation</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>%1 started: %2</source>
        <translation>%1 启动原因：%2</translation>
    </message>
    <message>
        <source>%1 reclaimed: %2</source>
        <translation>%1 回收原因：%2</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Cold start</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>计费时长</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>reclaimed</source>
        <translation>已回收</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>First start</source>
        <translation>首次启动</translation>
    </message>
    <message>
        <source>Lived</source>
        <translation>存活</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行次数</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Click a bar to see its invocation.</source>
        <translation>点击色条查看其调用。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总耗时</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Back to the invocation</source>
        <translation>返回调用</translation>
    </message>
    <message>
        <source>Why the engine decided so</source>
        <translation>引擎为何如此决定</translation>
    </message>
    <message>
        <source>The rule that decided, what it was decided from, and the setting that would change it</source>
        <translation>起作用的规则、判断依据，以及可以改变它的设置</translation>
    </message>
    <message>
        <source>Fire this event again</source>
        <translation>重新触发此事件</translation>
    </message>
</context>
<context>
    <name>scfdesk::InvocationModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总耗时</translation>
    </message>
</context>
<context>
    <name>scfdesk::JsonSchema</name>
    <message>
        <source>What the gateway knows of the request</source>
        <translation>网关记录的请求信息</translation>
    </message>
    <message>
        <source>Id of the gateway's service</source>
        <translation>网关服务 ID</translation>
    </message>
    <message>
        <source>Path of the API</source>
        <translation>API 路径</translation>
    </message>
    <message>
        <source>HTTP method of the API</source>
        <translation>API 的 HTTP 方法</translation>
    </message>
    <message>
        <source>Id of the request</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>调用方</translation>
    </message>
    <message>
        <source>Id of the caller's secret</source>
        <translation>调用方密钥 ID</translation>
    </message>
    <message>
        <source>Address of the client</source>
        <translation>客户端地址</translation>
    </message>
    <message>
        <source>Stage of the release</source>
        <translation>发布环境</translation>
    </message>
    <message>
        <source>The request belongs to a WebSocket</source>
        <translation>请求属于 WebSocket</translation>
    </message>
    <message>
        <source>Headers of the request</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>Parts of the path by name</source>
        <translation>按名称的路径参数</translation>
    </message>
    <message>
        <source>Declared parts of the query</source>
        <translation>已声明的查询参数</translation>
    </message>
    <message>
        <source>Declared headers</source>
        <translation>已声明的请求头</translation>
    </message>
    <message>
        <source>Variables of the stage</source>
        <translation>环境变量（发布环境）</translation>
    </message>
    <message>
        <source>Path that was asked for</source>
        <translation>请求的路径</translation>
    </message>
    <message>
        <source>Query by name</source>
        <translation>按名称的查询参数</translation>
    </message>
    <message>
        <source>HTTP method</source>
        <translation>HTTP 方法</translation>
    </message>
    <message>
        <source>The body is Base64</source>
        <translation>请求体为 Base64</translation>
    </message>
    <message>
        <source>One entry for each message</source>
        <translation>每条消息一项</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>一条消息</translation>
    </message>
    <message>
        <source>Name of the topic</source>
        <translation>Topic 名称</translation>
    </message>
    <message>
        <source>Number of the partition</source>
        <translation>分区编号</translation>
    </message>
    <message>
        <source>Place in the partition</source>
        <translation>分区内的位点</translation>
    </message>
    <message>
        <source>Key of the message, None without one</source>
        <translation>消息键，无键时为 None</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>消息内容</translation>
    </message>
    <message>
        <source>The batch of log lines</source>
        <translation>一批日志</translation>
    </message>
    <message>
        <source>Base64 of the gzipped JSON</source>
        <translation>gzip 压缩后 JSON 的 Base64</translation>
    </message>
    <message>
        <source>Always topic</source>
        <translation>固定为 topic</translation>
    </message>
    <message>
        <source>Number of the account</source>
        <translation>账号编号</translation>
    </message>
    <message>
        <source>Name of the subscription</source>
        <translation>订阅名称</translation>
    </message>
    <message>
        <source>When it was published, UTC</source>
        <translation>发布时间（UTC）</translation>
    </message>
    <message>
        <source>Id of the message</source>
        <translation>消息 ID</translation>
    </message>
    <message>
        <source>Tags of the message</source>
        <translation>消息标签</translation>
    </message>
    <message>
        <source>One entry for each object</source>
        <translation>每个对象一项</translation>
    </message>
    <message>
        <source>The object and its bucket</source>
        <translation>对象及其存储桶</translation>
    </message>
    <message>
        <source>Version of this part</source>
        <translation>本部分的版本</translation>
    </message>
    <message>
        <source>The object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Address of the object</source>
        <translation>对象地址</translation>
    </message>
    <message>
        <source>Headers and x-cos-meta-* of the object</source>
        <translation>对象的头部与 x-cos-meta-*</translation>
    </message>
    <message>
        <source>Id of the request that changed the object</source>
        <translation>变更对象的请求 ID</translation>
    </message>
    <message>
        <source>Type of the content</source>
        <translation>内容类型</translation>
    </message>
    <message>
        <source>Checksum of the object</source>
        <translation>对象校验值</translation>
    </message>
    <message>
        <source>Version of the object, empty without versions</source>
        <translation>对象版本，未开启版本控制时为空</translation>
    </message>
    <message>
        <source>/appid/bucket/path of the object</source>
        <translation>对象的 /appid/存储桶/路径</translation>
    </message>
    <message>
        <source>Size in bytes</source>
        <translation>大小（字节）</translation>
    </message>
    <message>
        <source>The bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Short name of the region</source>
        <translation>地域简称</translation>
    </message>
    <message>
        <source>Bucket without its appid</source>
        <translation>不含 appid 的存储桶名称</translation>
    </message>
    <message>
        <source>Region of the bucket</source>
        <translation>存储桶所在地域</translation>
    </message>
    <message>
        <source>Id of the notification</source>
        <translation>通知 ID</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生的事件</translation>
    </message>
    <message>
        <source>What happened to the object</source>
        <translation>对象发生的事件</translation>
    </message>
    <message>
        <source>Unix time in seconds</source>
        <translation>Unix 时间（秒）</translation>
    </message>
    <message>
        <source>Always qcs::cos</source>
        <translation>固定为 qcs::cos</translation>
    </message>
    <message>
        <source>The request that changed the object</source>
        <translation>变更对象的请求</translation>
    </message>
    <message>
        <source>Signature of the request</source>
        <translation>请求签名</translation>
    </message>
    <message>
        <source>Where the event waited</source>
        <translation>事件所在队列</translation>
    </message>
    <message>
        <source>Kept free</source>
        <translation>保留字段</translation>
    </message>
    <message>
        <source>Number of the request</source>
        <translation>请求编号</translation>
    </message>
    <message>
        <source>Version of the form</source>
        <translation>格式版本</translation>
    </message>
    <message>
        <source>Id of the event</source>
        <translation>事件 ID</translation>
    </message>
    <message>
        <source>Kind of the event</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>事件来源</translation>
    </message>
    <message>
        <source>What it is about; spelled so by EventBridge</source>
        <translation>事件主体；EventBridge 即如此拼写</translation>
    </message>
    <message>
        <source>Unix time in milliseconds</source>
        <translation>Unix 时间（毫秒）</translation>
    </message>
    <message>
        <source>Region of the source</source>
        <translation>来源地域</translation>
    </message>
    <message>
        <source>Type of the data</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Kind of the topic</source>
        <translation>主题类型</translation>
    </message>
    <message>
        <source>When it was published, in milliseconds</source>
        <translation>发布时间（毫秒）</translation>
    </message>
    <message>
        <source>Any text</source>
        <translation>任意文本</translation>
    </message>
    <message>
        <source>Kind of the task</source>
        <translation>任务类型</translation>
    </message>
    <message>
        <source>A workflow that ended</source>
        <translation>已结束的工作流</translation>
    </message>
    <message>
        <source>Id of the task</source>
        <translation>任务 ID</translation>
    </message>
    <message>
        <source>How far the task is</source>
        <translation>任务进度</translation>
    </message>
    <message>
        <source>0 without an error</source>
        <translation>无错误时为 0</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>错误原因</translation>
    </message>
    <message>
        <source>The file that was worked on</source>
        <translation>被处理的文件</translation>
    </message>
    <message>
        <source>Where it is kept</source>
        <translation>存放位置</translation>
    </message>
    <message>
        <source>Where the file is</source>
        <translation>文件位置</translation>
    </message>
    <message>
        <source>Name of the bucket</source>
        <translation>存储桶名称</translation>
    </message>
    <message>
        <source>Path of the file</source>
        <translation>文件路径</translation>
    </message>
    <message>
        <source>Facts of the media file</source>
        <translation>媒体文件信息</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Audio tracks</source>
        <translation>音频流</translation>
    </message>
    <message>
        <source>Bits a second</source>
        <translation>比特每秒</translation>
    </message>
    <message>
        <source>Formats of the file</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Degrees</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Video tracks</source>
        <translation>视频流</translation>
    </message>
    <message>
        <source>One entry for each result</source>
        <translation>每个结果一项</translation>
    </message>
    <message>
        <source>An edited file</source>
        <translation>编辑后的文件</translation>
    </message>
    <message>
        <source>What was edited</source>
        <translation>编辑的输入</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>编辑的输出</translation>
    </message>
    <message>
        <source>Always Timer</source>
        <translation>固定为 Timer</translation>
    </message>
    <message>
        <source>Name of the timer</source>
        <translation>定时器名称</translation>
    </message>
    <message>
        <source>When it was due, UTC</source>
        <translation>计划触发时间（UTC）</translation>
    </message>
    <message>
        <source>The timer's own text, at most 4 KB</source>
        <translation>定时器自带文本，最多 4 KB</translation>
    </message>
</context>
<context>
    <name>scfdesk::KafkaPane</name>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>New topic</source>
        <translation>新建 Topic</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the topic</source>
        <translation>删除 Topic</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区数</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Last messages</source>
        <translation>最近的消息</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Produce</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>No topic yet. A client makes one by producing to it, or you make it here.</source>
        <translation>还没有 Topic。客户端向其生产消息即会创建，也可以在此新建。</translation>
    </message>
    <message>
        <source>CKafka is not running. Its topics are kept.</source>
        <translation>CKafka 未运行。其 Topic 会保留。</translation>
    </message>
    <message>
        <source>CKafka, kept on the disk, reachable by any Kafka client</source>
        <translation>CKafka，保存在磁盘上，任何 Kafka 客户端都可访问</translation>
    </message>
    <message>
        <source>p%1: %2 to %3</source>
        <translation>p%1：%2 至 %3</translation>
    </message>
    <message>
        <source>Delete topic %1?</source>
        <translation>删除 Topic %1？</translation>
    </message>
    <message>
        <source>Its %1 messages go, and triggers that read it stand still.</source>
        <translation>其中的 %1 条消息将被删除，读取它的触发器会停住。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Message</source>
        <comment>of a topic</comment>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>scfdesk::KafkaSource</name>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Instance id</source>
        <translation>实例 ID</translation>
    </message>
    <message>
        <source>Name of the topic</source>
        <translation>Topic 名称</translation>
    </message>
    <message>
        <source>Instance and topic are the trigger's name. For another topic add another trigger.</source>
        <translation>实例和 Topic 构成触发器的名称。要使用其他 Topic，请添加另一个触发器。</translation>
    </message>
    <message>
        <source>Another broker</source>
        <translation>其他 Broker</translation>
    </message>
    <message>
        <source>A new topic</source>
        <translation>新 Topic</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::KeyField</name>
    <message>
        <source>Press a key</source>
        <translation>按下快捷键</translation>
    </message>
</context>
<context>
    <name>scfdesk::KeysOverlay</name>
    <message>
        <source>Keys of this view</source>
        <translation>此视图的快捷键</translation>
    </message>
    <message>
        <source>Back to the functions</source>
        <translation>回到函数列表</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>菜单栏</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>在列表中</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Follow the log's tail</source>
        <translation>跟随日志尾部</translation>
    </message>
    <message>
        <source>Cursor by 1 s</source>
        <translation>光标移动 1 秒</translation>
    </message>
    <message>
        <source>Cursor by 100 ms</source>
        <translation>光标移动 100 毫秒</translation>
    </message>
    <message>
        <source>Zoom in, out, fit</source>
        <translation>放大、缩小、适应</translation>
    </message>
    <message>
        <source>Return to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Hold or follow time</source>
        <translation>暂停或跟随时间</translation>
    </message>
    <message>
        <source>Previous and next failure</source>
        <translation>上一个与下一个失败</translation>
    </message>
    <message>
        <source>Previous and next cold start</source>
        <translation>上一个与下一个冷启动</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Mark a range: one end, then the other</source>
        <translation>标记区间：先一端，再另一端</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Row up, row down</source>
        <translation>上一行、下一行</translation>
    </message>
    <message>
        <source>In the history</source>
        <translation>在历史中</translation>
    </message>
    <message>
        <source>Load its event into Test</source>
        <translation>将其事件载入测试</translation>
    </message>
    <message>
        <source>Compare with another</source>
        <translation>与另一次对比</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>在日志中</translation>
    </message>
    <message>
        <source>Only this request</source>
        <translation>仅此请求</translation>
    </message>
    <message>
        <source>Take time to the line</source>
        <translation>将时间移到该行</translation>
    </message>
    <message>
        <source>In graphs, lanes and the time strip</source>
        <translation>在图表、泳道和时间条中</translation>
    </message>
    <message>
        <source>In the time strip</source>
        <translation>在时间条中</translation>
    </message>
    <message>
        <source>Next event, previous event</source>
        <translation>上一个、下一个事件</translation>
    </message>
    <message>
        <source>Lane up, lane down</source>
        <translation>上一条、下一条泳道</translation>
    </message>
    <message>
        <source>Take time to the selection</source>
        <translation>将时间移到所选项</translation>
    </message>
    <message>
        <source>Group lanes by state</source>
        <translation>按状态分组泳道</translation>
    </message>
</context>
<context>
    <name>scfdesk::LaneArea</name>
    <message>
        <source>Instances, one lane each</source>
        <translation>实例，每个一条泳道</translation>
    </message>
    <message>
        <source>Scroll lanes</source>
        <translation>滚动泳道</translation>
    </message>
    <message>
        <source>reclaimed</source>
        <translation>已回收</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>%1, %2, first start %3</source>
        <translation>%1，%2，首次启动 %3</translation>
    </message>
    <message>
        <source>No instance in this window</source>
        <translation>此窗口内无实例</translation>
    </message>
    <message numerus="yes">
        <source>%n instance(s)</source>
        <translation>
            <numerusform>%n 个实例</numerusform>
        </translation>
    </message>
    <message>
        <source>grouped by state</source>
        <translation>按状态分组</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>First start</source>
        <translation>首次启动</translation>
    </message>
    <message>
        <source>Reclaimed</source>
        <translation>已回收</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Busy ms</source>
        <translation>忙碌毫秒</translation>
    </message>
    <message>
        <source>Start reason</source>
        <translation>启动原因</translation>
    </message>
    <message>
        <source>Stop reason</source>
        <translation>停止原因</translation>
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <translation>%1 至 %2，%3</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Shows or hides the lanes of this state</source>
        <translation>显示或隐藏此状态的泳道</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation>请求 %1</translation>
    </message>
    <message>
        <source>Started: %1</source>
        <translation>启动原因：%1</translation>
    </message>
    <message>
        <source>Reclaimed %1: %2</source>
        <translation>%1 回收：%2</translation>
    </message>
    <message>
        <source>not living</source>
        <translation>未存活</translation>
    </message>
    <message>
        <source>instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Detail kept for 15 min.</source>
        <translation>明细保留 15 分钟。</translation>
    </message>
</context>
<context>
    <name>scfdesk::LatencyTrack</name>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>no percentile at %1</source>
        <translation>%1 没有百分位数据</translation>
    </message>
    <message numerus="yes">
        <source>p50 %1, p99 %2, %n sample(s), at %3</source>
        <translation>
            <numerusform>%3：p50 %1，p99 %2，%n 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>p50 and p99 of Total, accepted to reply, in a moving window of 1.5 s</source>
        <translation>总耗时（接受到响应）的 p50 和 p99，1.5 秒滑动窗口</translation>
    </message>
    <message numerus="yes">
        <source>%n invocation(s) in 1.5 s</source>
        <translation>
            <numerusform>1.5 秒内 %n 次调用</numerusform>
        </translation>
    </message>
    <message>
        <source>queue + start + run</source>
        <translation>排队 + 启动 + 运行</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>p50 ms</source>
        <translation>p50 毫秒</translation>
    </message>
    <message>
        <source>p99 ms</source>
        <translation>p99 毫秒</translation>
    </message>
    <message>
        <source>samples in 1.5 s</source>
        <translation>1.5 秒内样本数</translation>
    </message>
    <message numerus="yes">
        <source>%n invocation(s) in this second</source>
        <translation>
            <numerusform>这一秒内 %n 次调用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::LoadCompare</name>
    <message>
        <source>Compare load runs</source>
        <translation>对比压测</translation>
    </message>
    <message>
        <source>Figures of both load runs</source>
        <translation>两次压测的数据</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>%1 / s</source>
        <translation>%1 / 秒</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Events sent</source>
        <translation>已发送事件</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>最慢</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>持续时间</translation>
    </message>
</context>
<context>
    <name>scfdesk::LoadCurve</name>
    <message>
        <source>Rate of the load run</source>
        <translation>压测速率</translation>
    </message>
    <message>
        <source>%1 of %2 events sent in %3, peak %4 per second</source>
        <translation>%3 内已发送 %1 / %2 个事件，峰值每秒 %4</translation>
    </message>
    <message>
        <source>peak %1 / s</source>
        <translation>峰值 %1 / s</translation>
    </message>
    <message>
        <source>Events of the run</source>
        <translation>本次运行的事件</translation>
    </message>
    <message>
        <source>%1 of %2 events sent in %3, one every %4</source>
        <translation>%3 内已发送 %1 / %2 个事件，每 %4 一个</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>每 %1</translation>
    </message>
    <message>
        <source>%1 · next in %2</source>
        <translation>%1 · %2 后下一个</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Events sent</source>
        <translation>已发送事件</translation>
    </message>
    <message>
        <source>Asked for, a second</source>
        <translation>每秒目标</translation>
    </message>
    <message>
        <source>sent up to %1 / s</source>
        <translation>最高发送 %1 / s</translation>
    </message>
</context>
<context>
    <name>scfdesk::LoadTally</name>
    <message>
        <source>Show in Scaling</source>
        <translation>在扩缩容中显示</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Events of this run given to the engine, of those asked for.</source>
        <translation>本次运行已交给引擎的事件 / 要求的事件。</translation>
    </message>
    <message>
        <source>Events of this run that ended with 200.</source>
        <translation>本次运行中以 200 结束的事件。</translation>
    </message>
    <message>
        <source>Events of this run that ended with another code, throttled ones not counted.</source>
        <translation>本次运行中以其他状态码结束的事件，不含被限流的。</translation>
    </message>
    <message>
        <source>Events of this run refused with 432 or 429.</source>
        <translation>本次运行中以 432 或 429 拒绝的事件。</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>ramp</source>
        <translation>爬坡</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>尖峰</translation>
    </message>
    <message>
        <source>wave</source>
        <translation>波浪</translation>
    </message>
    <message>
        <source>%1 events · %2 · peak %3 / s · %4</source>
        <translation>%1 个事件 · %2 · 峰值 %3 / s · %4</translation>
    </message>
    <message>
        <source>async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Filled: sent per second. Dashed: asked for.</source>
        <translation>实线：每秒已发送。虚线：目标速率。</translation>
    </message>
    <message>
        <source>Repeat · %1 events · every %2 · %3</source>
        <translation>重复 · %1 个事件 · 每 %2 · %3</translation>
    </message>
    <message>
        <source>Filled: sent. Outlined: still to come.</source>
        <translation>实心：已发送。空心：待发送。</translation>
    </message>
    <message>
        <source>repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>replay at %1x</source>
        <translation>以 %1 倍速回放</translation>
    </message>
    <message>
        <source>p50 %1</source>
        <translation>p50 %1</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n cold start(s)</source>
        <translation>
            <numerusform>%n 次冷启动</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) no longer kept, sent as in the editor</source>
        <translation>
            <numerusform>%n 个事件已不再保留，改用编辑器中的事件发送</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::LogDock</name>
    <message>
        <source>All levels</source>
        <translation>全部级别</translation>
    </message>
    <message>
        <source>DEBUG and up</source>
        <translation>DEBUG 及以上</translation>
    </message>
    <message>
        <source>INFO and up</source>
        <translation>INFO 及以上</translation>
    </message>
    <message>
        <source>WARN and up</source>
        <translation>WARN 及以上</translation>
    </message>
    <message>
        <source>ERROR</source>
        <translation>ERROR</translation>
    </message>
    <message>
        <source>Live log</source>
        <translation>实时日志</translation>
    </message>
    <message>
        <source>Log level</source>
        <translation>日志级别</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Close the log</source>
        <translation>收起日志</translation>
    </message>
    <message>
        <source>Show the lines of all functions instead of %1</source>
        <translation>显示所有函数的日志行，而不只是 %1</translation>
    </message>
    <message>
        <source>Show the lines of all requests</source>
        <translation>显示所有请求的日志行</translation>
    </message>
    <message>
        <source>No line within 2 s of the cursor</source>
        <translation>光标前后 2 秒内没有日志行</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>没有匹配的行</translation>
    </message>
    <message>
        <source>No line of %1 yet</source>
        <translation>%1 还没有日志</translation>
    </message>
    <message>
        <source>No line yet</source>
        <translation>还没有日志</translation>
    </message>
    <message>
        <source>Log at cursor</source>
        <translation>光标处日志</translation>
    </message>
    <message>
        <source>± 2 s</source>
        <translation>± 2 s</translation>
    </message>
    <message>
        <source>%1 lines/s</source>
        <translation>%1 行/秒</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>展开日志</translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation>在日志中打开</translation>
    </message>
</context>
<context>
    <name>scfdesk::LogExport</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
</context>
<context>
    <name>scfdesk::LogHistogram</name>
    <message>
        <source>%1 to %2: %3 lines, %4 warnings, %5 errors</source>
        <translation>%1 至 %2：%3 行，%4 条警告，%5 条错误</translation>
    </message>
    <message>
        <source>Lines of the log</source>
        <translation>日志行数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>%1, %2 s: %3 lines, %4 warnings, %5 errors</source>
        <translation>%1，%2 s：%3 行，%4 条警告，%5 条错误</translation>
    </message>
    <message>
        <source>Lines by time</source>
        <translation>各时段行数</translation>
    </message>
</context>
<context>
    <name>scfdesk::LogInspector</name>
    <message>
        <source>%1 of %2 are shown. Copy takes all.</source>
        <translation>显示 %2 中的 %1，复制会取全部内容。</translation>
    </message>
    <message>
        <source>Log line</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>复制该行</translation>
    </message>
    <message>
        <source>Close the inspector</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>Text of the line</source>
        <translation>该行文本</translation>
    </message>
    <message>
        <source>Invocation</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Jump to invocation</source>
        <translation>转到该次调用</translation>
    </message>
    <message>
        <source>Show only this request</source>
        <translation>仅显示该请求</translation>
    </message>
    <message>
        <source>Take time there</source>
        <translation>时间移到此处</translation>
    </message>
    <message>
        <source>Load event into Test</source>
        <translation>将事件载入测试</translation>
    </message>
    <message>
        <source>Same request</source>
        <translation>同一请求</translation>
    </message>
    <message>
        <source>Select a line to see all of it, the invocation behind it and the other lines of its request.</source>
        <translation>选择一行，即可查看其全部内容、所属的调用，以及同一请求的其他行。</translation>
    </message>
    <message>
        <source>cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>%1, attempt %2</source>
        <translation>%1，第 %2 次尝试</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>同步</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scfdesk::LogQuery</name>
    <message>
        <source>%1 needs a value.</source>
        <translation>%1 需要一个值。</translation>
    </message>
    <message>
        <source>The quote is not closed.</source>
        <translation>引号未闭合。</translation>
    </message>
    <message>
        <source>The regular expression is not closed with /.</source>
        <translation>正则表达式缺少结尾的 /。</translation>
    </message>
    <message>
        <source>The regular expression is wrong: %1.</source>
        <translation>正则表达式有误：%1。</translation>
    </message>
    <message>
        <source>There is no level %1. Use debug, info, warn, error or plat; warn+ is warn and up.</source>
        <translation>没有级别 %1。请使用 debug、info、warn、error 或 plat；warn+ 表示 warn 及以上。</translation>
    </message>
    <message>
        <source>%1 is no status. Use a code like 433, 4xx, ok or failed.</source>
        <translation>%1 不是状态。请使用 433、4xx、ok 或 failed。</translation>
    </message>
    <message>
        <source>%1 is no instance. Use a name like i-5e48.</source>
        <translation>%1 不是实例。请使用类似 i-5e48 的名称。</translation>
    </message>
    <message>
        <source>%1 is not the beginning of a request id.</source>
        <translation>%1 不是请求 ID 的开头。</translation>
    </message>
    <message>
        <source>%1 is no duration. Use a number with us, ms, s or m, like dur&gt;500ms.</source>
        <translation>%1 不是时长。请使用带 us、ms、s 或 m 的数字，例如 dur&gt;500ms。</translation>
    </message>
    <message>
        <source>- stands before what must not match.</source>
        <translation>- 后面要写不应匹配的内容。</translation>
    </message>
    <message>
        <source>A query has at most %1 characters.</source>
        <translation>查询最多 %1 个字符。</translation>
    </message>
    <message>
        <source>A query has at most %1 terms.</source>
        <translation>查询最多 %1 个条件。</translation>
    </message>
    <message>
        <source>There is no field %1. Use fn, ver, req, inst, level, status or dur, or put the text in quotes.</source>
        <translation>没有字段 %1。请使用 fn、ver、req、inst、level、status 或 dur，或将文本放在引号中。</translation>
    </message>
    <message>
        <source>%1 is no version. Use a number, or $LATEST.</source>
        <translation>%1 不是版本。请使用数字或 $LATEST。</translation>
    </message>
</context>
<context>
    <name>scfdesk::LogTable</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>%1 new lines</source>
        <translation>%1 行新日志</translation>
    </message>
    <message>
        <source>Follow the log, %1 new lines</source>
        <translation>跟随日志，%1 行新日志</translation>
    </message>
    <message>
        <source>Log, %1 of %2 lines</source>
        <translation>日志，%1 / %2 行</translation>
    </message>
    <message>
        <source>Only this request</source>
        <translation>仅此请求</translation>
    </message>
    <message>
        <source>Take time there</source>
        <translation>时间移到此处</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>cursor</source>
        <translation>光标</translation>
    </message>
    <message>
        <source>Select this invocation</source>
        <translation>选择此调用</translation>
    </message>
    <message>
        <source>Time %1</source>
        <translation>时间 %1</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Message</source>
        <comment>of a log line</comment>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>scfdesk::LogsView</name>
    <message>
        <source>%1 found on disk</source>
        <translation>磁盘上找到 %1 行</translation>
    </message>
    <message>
        <source>%1 lines on disk</source>
        <translation>磁盘上 %1 行</translation>
    </message>
    <message>
        <source>The newest %1 matches are shown. Narrow the query for older ones.</source>
        <translation>显示最新的 %1 条匹配。缩小查询范围可查看更早的。</translation>
    </message>
    <message>
        <source>%1 lines looked through</source>
        <translation>已查找 %1 行</translation>
    </message>
    <message>
        <source>Counting lines</source>
        <translation>正在统计行数</translation>
    </message>
    <message>
        <source>Stopped after %1 lines</source>
        <translation>已停止，查找了 %1 行</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>All %1 lines on disk looked through</source>
        <translation>已查找磁盘上全部 %1 行</translation>
    </message>
    <message>
        <source>No line on disk matches</source>
        <translation>磁盘上没有匹配的行</translation>
    </message>
    <message>
        <source>No line is kept on disk</source>
        <translation>磁盘上没有日志</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Looking through older lines: %1 %</source>
        <translation>正在查找更早的行：%1 %</translation>
    </message>
    <message>
        <source>No line matches. Remove %1</source>
        <translation>没有匹配的行。移除 %1</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>没有匹配的行</translation>
    </message>
    <message>
        <source>No line yet</source>
        <translation>还没有日志</translation>
    </message>
    <message>
        <source>Export the lines shown</source>
        <translation>导出显示的行</translation>
    </message>
    <message>
        <source>Text (*.log);;CSV (*.csv);;JSON lines (*.jsonl)</source>
        <translation>文本 (*.log);;CSV (*.csv);;JSON lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Exporting: %1 %</source>
        <translation>正在导出：%1 %</translation>
    </message>
    <message>
        <source>%1 lines are in %2.</source>
        <translation>已将 %1 行写入 %2。</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Lines from</source>
        <translation>行的来源</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the search</source>
        <translation>取消查找</translation>
    </message>
    <message>
        <source>Lines shown</source>
        <translation>显示的行</translation>
    </message>
    <message>
        <source>Matches only</source>
        <translation>仅匹配</translation>
    </message>
    <message>
        <source>In context</source>
        <translation>连同上下文</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
</context>
<context>
    <name>scfdesk::MainWindow</name>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>扩缩容</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Open data folder</source>
        <translation>打开数据目录</translation>
    </message>
    <message>
        <source>Engine settings</source>
        <translation>引擎设置</translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>重启引擎</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>%1 dead letters</source>
        <translation>%1 条死信</translation>
    </message>
    <message>
        <source>1 dead letter</source>
        <translation>1 个死信</translation>
    </message>
</context>
<context>
    <name>scfdesk::MarkerStrip</name>
    <message>
        <source>Errors and matches</source>
        <translation>错误与匹配</translation>
    </message>
    <message>
        <source>Errors and matches in all lines; drag to scroll</source>
        <translation>全部行中的错误与匹配；拖动可滚动</translation>
    </message>
</context>
<context>
    <name>scfdesk::MemoryTrack</name>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>no instance at %1</source>
        <translation>%1 没有实例</translation>
    </message>
    <message>
        <source>%1 MB at %2, the highest of all instances</source>
        <translation>%2：%1 MB，所有实例中最高</translation>
    </message>
    <message>
        <source>Memory of the instance that uses most; not the sum</source>
        <translation>占用最多的实例的内存，不是总和</translation>
    </message>
    <message>
        <source>MB max</source>
        <translation>MB 最大</translation>
    </message>
    <message>
        <source>of %1 MB per instance</source>
        <translation>/ 每实例 %1 MB</translation>
    </message>
    <message>
        <source>highest of all instances</source>
        <translation>所有实例中最高</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>scfdesk::Navigator</name>
    <message>
        <source>Filter functions</source>
        <translation>筛选函数</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>New function</source>
        <translation>新建函数</translation>
    </message>
</context>
<context>
    <name>scfdesk::NavigatorModel</name>
    <message>
        <source>samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>1 instance</source>
        <translation>1 个实例</translation>
    </message>
    <message>
        <source>%1 instances</source>
        <translation>%1 个实例</translation>
    </message>
    <message>
        <source>%1 trigger</source>
        <translation>%1 触发器</translation>
    </message>
</context>
<context>
    <name>scfdesk::NeedsEngine</name>
    <message>
        <source>The engine is not connected. The line under the header says why and what to do.</source>
        <translation>引擎未连接。标题下方的提示说明了原因和处理方法。</translation>
    </message>
</context>
<context>
    <name>scfdesk::NewFileDialog</name>
    <message>
        <source>New file</source>
        <translation>新建文件</translation>
    </message>
    <message>
        <source>Path of the new file</source>
        <translation>新文件的路径</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add file</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>A path has at most %1 bytes.</source>
        <translation>路径最多 %1 字节。</translation>
    </message>
    <message>
        <source>A path is names with / between them, inside the code's folder.</source>
        <translation>路径由以 / 分隔的名称组成，须在代码目录内。</translation>
    </message>
</context>
<context>
    <name>scfdesk::NewFunctionDialog</name>
    <message>
        <source>New function</source>
        <translation>新建函数</translation>
    </message>
    <message>
        <source>Function name</source>
        <translation>函数名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>执行方法</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create function</source>
        <translation>创建函数</translation>
    </message>
    <message>
        <source>Source of the code</source>
        <translation>代码来源</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Zip package</source>
        <translation>zip 包</translation>
    </message>
    <message>
        <source>Folder with the code</source>
        <translation>代码文件夹</translation>
    </message>
    <message>
        <source>The folder stays the source: save a file there, and the next event runs the new code.</source>
        <translation>文件夹即代码来源：保存文件后，下一个事件运行新代码。</translation>
    </message>
    <message>
        <source>Zip package with the code</source>
        <translation>代码 zip 包</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Copy of the sample %1</source>
        <translation>示例 %1 的副本</translation>
    </message>
    <message>
        <source>Give the whole path, from / or ~.</source>
        <translation>请给出以 / 或 ~ 开头的完整路径。</translation>
    </message>
    <message>
        <source>none found by looking</source>
        <translation>未在代码中找到</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 个</translation>
    </message>
    <message>
        <source>runs %1</source>
        <translation>由 %1 运行</translation>
    </message>
    <message>
        <source>not on this machine; events fail until it is</source>
        <translation>本机没有，安装前事件会失败</translation>
    </message>
    <message>
        <source>%1 is not there. Choose another folder.</source>
        <translation>%1 不存在。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 is not a folder. Choose the folder that holds the code.</source>
        <translation>%1 不是文件夹。请选择存放代码的文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read: permission denied. Make it readable for this user, or choose another folder.</source>
        <translation>无法读取 %1：没有权限。请让当前用户可读，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>A function %1 exists already. Choose another name.</source>
        <translation>函数 %1 已存在。请换一个名称。</translation>
    </message>
    <message>
        <source>Command that installs the runtime</source>
        <translation>安装运行环境的命令</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Install it with</source>
        <translation>安装命令</translation>
    </message>
    <message>
        <source>the package is the program</source>
        <translation>代码包即程序</translation>
    </message>
    <message>
        <source>Project file</source>
        <translation>项目文件</translation>
    </message>
    <message numerus="yes">
        <source>Create %n functions</source>
        <translation>
            <numerusform>创建 %n 个函数</numerusform>
        </translation>
    </message>
    <message>
        <source>Zip</source>
        <translation>Zip 包</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Address of the container image</source>
        <translation>容器镜像地址</translation>
    </message>
    <message>
        <source>Needs a container engine; runs in the cloud only. It is kept and listed here, and events to it fail.</source>
        <translation>需要容器引擎，只能在云端运行。函数会保存并列出，但发给它的事件会失败。</translation>
    </message>
    <message>
        <source>"%1" is not an image: write registry/namespace/name:tag.</source>
        <translation>“%1”不是镜像地址：请写成 仓库域名/命名空间/名称:标签。</translation>
    </message>
    <message>
        <source>web function: its server gets the requests</source>
        <translation>Web 函数：请求直接交给它的服务</translation>
    </message>
</context>
<context>
    <name>scfdesk::NewTopicDialog</name>
    <message>
        <source>New topic</source>
        <translation>新建 Topic</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区数</translation>
    </message>
    <message>
        <source>batches of one run in their order, of several at a time</source>
        <translation>同一分区的批次按顺序执行，多个分区可同时执行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make topic</source>
        <translation>新建 Topic</translation>
    </message>
</context>
<context>
    <name>scfdesk::NextSteps</name>
    <message>
        <source>Dismiss next steps</source>
        <translation>关闭后续步骤</translation>
    </message>
    <message>
        <source>Fire %1 as a ramp, peak %2/s</source>
        <translation>以爬坡触发 %1 次，峰值 %2/s</translation>
    </message>
    <message>
        <source>Open your own function folder</source>
        <translation>打开自己的函数文件夹</translation>
    </message>
    <message>
        <source>Drop a file into a bucket and let COS fire it</source>
        <translation>把文件拖入存储桶，由 COS 触发</translation>
    </message>
</context>
<context>
    <name>scfdesk::NumberField</name>
    <message>
        <source>%1 is more than %2 allows: %3 is set.</source>
        <translation>%1 超过“%2”的上限：已设为 %3。</translation>
    </message>
    <message>
        <source>%1 is less than %2 allows: %3 is set.</source>
        <translation>%1 低于“%2”的下限：已设为 %3。</translation>
    </message>
</context>
<context>
    <name>scfdesk::ObjectEvents</name>
    <message>
        <source>Object events</source>
        <translation>对象事件</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Open in Logs</source>
        <translation>在日志中打开</translation>
    </message>
    <message>
        <source>No object was put or removed since the engine started.</source>
        <translation>引擎启动以来没有对象被写入或删除。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Enter shows the invocation</source>
        <translation>按 Enter 查看该次调用</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, refused</source>
        <translation>%1，被拒绝</translation>
    </message>
    <message>
        <source>%1, trigger is off</source>
        <translation>%1，触发器已关闭</translation>
    </message>
</context>
<context>
    <name>scfdesk::OptionalNumber</name>
    <message>
        <source>Own</source>
        <translation>自定义</translation>
    </message>
</context>
<context>
    <name>scfdesk::OwnKeys</name>
    <message>
        <source>Hold Ctrl with a letter or a digit, or press a function key. F10 opens the menu bar.</source>
        <translation>请按住 Ctrl 再按字母或数字，或按功能键。F10 用于打开菜单栏。</translation>
    </message>
    <message>
        <source>%1 is a key of text fields.</source>
        <translation>%1 是文本框的快捷键。</translation>
    </message>
    <message>
        <source>%1 is taken by %2.</source>
        <translation>%1 已用于“%2”。</translation>
    </message>
    <message>
        <source>%1 is its key already.</source>
        <translation>%1 已是它的快捷键。</translation>
    </message>
    <message>
        <source>%1 is taken by a view.</source>
        <translation>%1 已用于某个视图。</translation>
    </message>
    <message>
        <source>There is no command %1.</source>
        <translation>没有命令 %1。</translation>
    </message>
</context>
<context>
    <name>scfdesk::PackageFile</name>
    <message>
        <source>%1 is not there.</source>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>%1 has %2; a package may have %3.</source>
        <translation>%1 有 %2，代码包最多 %3。</translation>
    </message>
    <message>
        <source>Use the folder instead.</source>
        <translation>请改用文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is not a zip file.</source>
        <translation>%1 不是 zip 文件。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose the zip file itself.</source>
        <translation>请选择 zip 文件本身。</translation>
    </message>
    <message>
        <source>Make it readable for this user, or choose another file.</source>
        <translation>请让当前用户可读，或选择其他文件。</translation>
    </message>
    <message>
        <source>Pack the code as a zip file with the entry file at its root.</source>
        <translation>请把代码打包为 zip，入口文件放在根目录。</translation>
    </message>
    <message>
        <source>%1 is larger than %2, as large as a project file may be.</source>
        <translation>%1 大于 %2，超过项目文件的上限。</translation>
    </message>
</context>
<context>
    <name>scfdesk::PathField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose zip file</source>
        <translation>选择 zip 文件</translation>
    </message>
    <message>
        <source>Zip packages (*.zip)</source>
        <translation>zip 包 (*.zip)</translation>
    </message>
    <message>
        <source>Choose project file</source>
        <translation>选择项目文件</translation>
    </message>
    <message>
        <source>Project files (*.yaml *.yml)</source>
        <translation>项目文件 (*.yaml *.yml)</translation>
    </message>
</context>
<context>
    <name>scfdesk::PathLegend</name>
    <message>
        <source>A whole line waits for the reply, a dashed one does not</source>
        <translation>实线等待返回，虚线不等待</translation>
    </message>
    <message>
        <source>waits for the reply</source>
        <translation>等待返回</translation>
    </message>
    <message>
        <source>does not wait</source>
        <translation>不等待</translation>
    </message>
</context>
<context>
    <name>scfdesk::PhaseBar</name>
    <message>
        <source>Phases of the invocation</source>
        <translation>调用的各阶段</translation>
    </message>
    <message>
        <source>Wait: accepted to handed to an instance. Starting: process and code ready. Init: module-level code done. Run: the handler. In milliseconds, of this invocation.</source>
        <translation>等待：从接受到交给实例。启动中：进程和代码就绪。初始化：模块级代码完成。运行：执行方法。单位毫秒，本次调用。</translation>
    </message>
</context>
<context>
    <name>scfdesk::Phases</name>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Init</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Wait %1, starting %2, init %3, run %4 milliseconds</source>
        <translation>等待 %1，启动 %2，初始化 %3，运行 %4 毫秒</translation>
    </message>
    <message>
        <source>Wait %1, run %2 milliseconds</source>
        <translation>等待 %1，运行 %2 毫秒</translation>
    </message>
</context>
<context>
    <name>scfdesk::ProjectExportDialog</name>
    <message>
        <source>Export project file</source>
        <translation>导出项目文件</translation>
    </message>
    <message>
        <source>Functions to export</source>
        <translation>要导出的函数</translation>
    </message>
    <message>
        <source>No function</source>
        <translation>未选择函数</translation>
    </message>
    <message>
        <source>All of %1</source>
        <translation>%1 的全部函数</translation>
    </message>
    <message>
        <source>Kind of project file</source>
        <translation>项目文件类型</translation>
    </message>
    <message>
        <source>For scfcli; holds any number of functions</source>
        <translation>用于 scfcli；可包含任意数量的函数</translation>
    </message>
    <message>
        <source>For the tencent-scf component; holds one function</source>
        <translation>用于 tencent-scf 组件；只含一个函数</translation>
    </message>
    <message>
        <source>Folder of the project</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>The code is written beside the file. Nothing that exists is overwritten. Values of environment variables are in the file.</source>
        <translation>代码写在文件旁边。已有内容不会被覆盖。文件中包含环境变量的值。</translation>
    </message>
    <message>
        <source>What the file cannot say</source>
        <translation>文件无法表达的内容</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>A project is written by the engine of this machine. Bring the functions here first: Deploy and pull, in the Connections menu.</source>
        <translation>项目由本机引擎写入。请先在连接菜单的“部署与拉取”中把函数取到本机。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message numerus="yes">
        <source>Written: %1 and %n folders with code beside it</source>
        <translation>
            <numerusform>已写入：%1，以及旁边的 %n 个代码文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>scfdesk::ProjectImport</name>
    <message>
        <source>Project file</source>
        <translation>项目文件</translation>
    </message>
    <message>
        <source>Functions of the project file</source>
        <translation>项目文件中的函数</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What does not come over</source>
        <translation>无法导入的内容</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>new, code in %1</source>
        <translation>新建，代码位于 %1</translation>
    </message>
    <message>
        <source>exists already, left alone</source>
        <translation>已存在，保持不变</translation>
    </message>
    <message>
        <source>creating…</source>
        <translation>正在创建…</translation>
    </message>
    <message>
        <source>created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>created; %1</source>
        <translation>已创建；%1</translation>
    </message>
    <message>
        <source>Trigger %1: %2</source>
        <translation>触发器 %1：%2</translation>
    </message>
    <message>
        <source>Value for %1</source>
        <translation>%1 的值</translation>
    </message>
    <message>
        <source>The file names this without saying what it is</source>
        <translation>文件引用了它，却没有给出值</translation>
    </message>
    <message>
        <source>Entries of the file that do not come over: %1</source>
        <translation>文件中无法导入的条目：%1</translation>
    </message>
</context>
<context>
    <name>scfdesk::ProvisionedEditor</name>
    <message>
        <source>Provisioned concurrency</source>
        <translation>预置并发</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>By use</source>
        <translation>按使用率</translation>
    </message>
    <message>
        <source>Provisioned instances</source>
        <translation>预置实例数</translation>
    </message>
    <message>
        <source>Utilization to keep</source>
        <translation>保持的使用率</translation>
    </message>
    <message>
        <source>Least instances</source>
        <translation>最少实例数</translation>
    </message>
    <message>
        <source>Most instances</source>
        <translation>最多实例数</translation>
    </message>
    <message>
        <source>Kept ready</source>
        <translation>保持就绪</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Utilization</source>
        <translation>使用率</translation>
    </message>
    <message>
        <source>busy ÷ provisioned; above it instances are added</source>
        <translation>忙碌 ÷ 预置；超过时增加实例</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>Timed changes</source>
        <translation>定时调整</translation>
    </message>
    <message>
        <source>Add timed change</source>
        <translation>添加定时调整</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>At least %1 is more than at most %2.</source>
        <translation>至少 %1 大于至多 %2。</translation>
    </message>
    <message>
        <source>Two timed changes are called %1.</source>
        <translation>有两个定时调整都名为 %1。</translation>
    </message>
    <message>
        <source>No timed change</source>
        <translation>没有定时调整</translation>
    </message>
    <message>
        <source>A version has at most %1 timed changes.</source>
        <translation>一个版本最多有 %1 个定时调整。</translation>
    </message>
    <message>
        <source>Save provisioned concurrency of version %1</source>
        <translation>保存版本 %1 的预置并发</translation>
    </message>
</context>
<context>
    <name>scfdesk::QueryField</name>
    <message>
        <source>Column %1: %2</source>
        <translation>第 %1 列：%2</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Log query</source>
        <translation>日志查询</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Find in all lines: text, /regex/, fn: ver: req: inst: level: status: cold dur&gt;500ms</source>
        <translation>在全部行中查找：文本、/正则/、fn: ver: req: inst: level: status: cold dur&gt;500ms</translation>
    </message>
</context>
<context>
    <name>scfdesk::QueueTrack</name>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>%1 waiting, %2 throttled in this window, at %3</source>
        <translation>%3：%1 个等待，此窗口内 %2 个被限流</translation>
    </message>
    <message>
        <source>Events accepted and not yet given to an instance: async backlog, and events waiting for a start</source>
        <translation>已接受但尚未交给实例的事件：异步积压，以及等待启动的事件</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 等待中</translation>
    </message>
    <message>
        <source>throttled (%1): %2 sync, %3 async</source>
        <translation>被限流（%1）：同步 %2，异步 %3</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>async</source>
        <translation>异步</translation>
    </message>
</context>
<context>
    <name>scfdesk::QuotaBar</name>
    <message>
        <source>Quota</source>
        <translation>配额</translation>
    </message>
    <message>
        <source>%1 MB, %2 instances</source>
        <translation>%1 MB，%2 个实例</translation>
    </message>
    <message>
        <source>%1 MB of the account always stay unreserved.</source>
        <translation>账号中始终有 %1 MB 不可被独占。</translation>
    </message>
    <message>
        <source>Provisioned, of the reserved quota</source>
        <translation>预置（占用独占配额）</translation>
    </message>
    <message>
        <source>Reserved for this function</source>
        <translation>本函数独占</translation>
    </message>
    <message>
        <source>Reserved for other functions</source>
        <translation>其他函数独占</translation>
    </message>
    <message>
        <source>Shared by all others</source>
        <translation>其余函数共享</translation>
    </message>
    <message>
        <source>Provisioned, of the shared quota</source>
        <translation>预置（占用共享配额）</translation>
    </message>
    <message>
        <source>Shared with all functions without a reserved quota</source>
        <translation>与无独占配额的函数共享</translation>
    </message>
    <message>
        <source>What can be reserved at most</source>
        <translation>最多可预留</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
</context>
<context>
    <name>scfdesk::Rail</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
</context>
<context>
    <name>scfdesk::RangePanel</name>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Functions of the range</source>
        <translation>范围内的函数</translation>
    </message>
    <message>
        <source>All functions</source>
        <translation>全部函数</translation>
    </message>
    <message>
        <source>Clear the range</source>
        <translation>清除范围</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Invocations that ended in the range. Refused events are not counted.</source>
        <translation>在范围内结束的调用，不含被拒绝的事件。</translation>
    </message>
    <message>
        <source>Median of Total: event accepted to reply. In the range.</source>
        <translation>总耗时的中位数：接受事件到响应。范围内。</translation>
    </message>
    <message>
        <source>99 of 100 were faster. Total: event accepted to reply. In the range.</source>
        <translation>100 次中有 99 次更快。总耗时：接受事件到响应。范围内。</translation>
    </message>
    <message>
        <source>Invocations that were the first of their instance ÷ invocations. In the range.</source>
        <translation>实例的首次调用 ÷ 调用次数。范围内。</translation>
    </message>
    <message>
        <source>Ended with a code other than 200. In the range.</source>
        <translation>以 200 以外的状态码结束。范围内。</translation>
    </message>
    <message>
        <source>Events refused with 432 or 429. In the range.</source>
        <translation>以 432 或 429 拒绝的事件。范围内。</translation>
    </message>
    <message>
        <source>Show in Scaling</source>
        <translation>在扩缩容中显示</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Export the range as CSV</source>
        <translation>将范围导出为 CSV</translation>
    </message>
    <message>
        <source>PNG…</source>
        <translation>PNG…</translation>
    </message>
    <message>
        <source>Export the graphs of the range as PNG</source>
        <translation>将范围的图表导出为 PNG</translation>
    </message>
    <message>
        <source>No function</source>
        <translation>未选择函数</translation>
    </message>
    <message>
        <source>%1: %2 invocations, p50 %3, p99 %4, cold %5, %6 failed, %7 throttled</source>
        <translation>%1：%2 次调用，p50 %3，p99 %4，冷启动 %5，失败 %6，被限流 %7</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>无法写入 %1：%2。请选择其他位置。</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>The range reaches beyond the last 15 min: of its slowest second.</source>
        <translation>区间超出最近 15 分钟：取其中最慢的一秒。</translation>
    </message>
    <message>
        <source>p50 at most</source>
        <translation>p50 不超过</translation>
    </message>
    <message>
        <source>p99 at most</source>
        <translation>p99 不超过</translation>
    </message>
</context>
<context>
    <name>scfdesk::RecentEvents</name>
    <message>
        <source>Recent deliveries</source>
        <translation>最近投递</translation>
    </message>
</context>
<context>
    <name>scfdesk::RecentEventsModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>运行时长</translation>
    </message>
    <message>
        <source>%1, tried again</source>
        <translation>%1，将重试</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>%1 dead letter</source>
        <translation>%1 死信</translation>
    </message>
    <message>
        <source>Partition and offsets</source>
        <translation>分区与偏移量</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>p%1  %2–%3</source>
        <translation>p%1  %2–%3</translation>
    </message>
    <message>
        <source>%1, attempt %2</source>
        <translation>%1，第 %2 次尝试</translation>
    </message>
</context>
<context>
    <name>scfdesk::RegisterDialog</name>
    <message>
        <source>Register server</source>
        <translation>登记服务器</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>the usual one</source>
        <translation>默认端口</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>The port must be a number from 1 to 65535.</source>
        <translation>端口必须是 1 到 65535 的数字。</translation>
    </message>
</context>
<context>
    <name>scfdesk::RepeatPicture</name>
    <message>
        <source>over %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>Events of the run</source>
        <translation>本次运行的事件</translation>
    </message>
    <message>
        <source>%1 events, the first at once, then one every %2, %3</source>
        <translation>%1 个事件，第一个立即触发，之后每 %2 一个，%3</translation>
    </message>
</context>
<context>
    <name>scfdesk::ReplyHeader</name>
    <message>
        <source>Copy request id</source>
        <translation>复制请求 ID</translation>
    </message>
    <message>
        <source>Status %1</source>
        <translation>状态 %1</translation>
    </message>
    <message>
        <source>Cold start</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Starting and init of the instance, which this invocation was the first of</source>
        <translation>实例的启动与初始化时间，本次调用是其首次调用</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>The instance had run before</source>
        <translation>该实例此前运行过</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Engine starting. Fires when ready.</source>
        <translation>引擎启动中，就绪后触发。</translation>
    </message>
    <message>
        <source>Not fired</source>
        <translation>未触发</translation>
    </message>
    <message>
        <source>Waiting, arrivals are paused</source>
        <translation>等待中，流量已暂停</translation>
    </message>
    <message>
        <source>Arrivals are paused</source>
        <translation>流量已暂停</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why the engine decided so</source>
        <translation>引擎为何如此决定</translation>
    </message>
    <message>
        <source>The rule that decided, what it was decided from, and the setting that would change it</source>
        <translation>起作用的规则、判断依据，以及可以改变它的设置</translation>
    </message>
</context>
<context>
    <name>scfdesk::ReplyPane</name>
    <message>
        <source>the first run is a cold start</source>
        <translation>首次运行为冷启动</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>然后</translation>
    </message>
    <message>
        <source>The engine is starting.</source>
        <translation>引擎启动中。</translation>
    </message>
    <message>
        <source>Fire already: the event waits and is fired when the engine is ready.</source>
        <translation>现在就可以触发：事件会等待，引擎就绪后立即触发。</translation>
    </message>
    <message>
        <source>No function is chosen.</source>
        <translation>未选择函数。</translation>
    </message>
    <message>
        <source>Choose a function at the left, or make one with Ctrl N.</source>
        <translation>在左侧选择函数，或按 Ctrl N 新建。</translation>
    </message>
    <message>
        <source>The engine is ready.</source>
        <translation>引擎已就绪。</translation>
    </message>
    <message>
        <source>%1 is loaded and its event is on the left. Fire it and the reply appears here.</source>
        <translation>%1 已加载，测试事件在左侧。触发后响应显示在这里。</translation>
    </message>
    <message>
        <source>Nothing was fired yet.</source>
        <translation>尚未触发。</translation>
    </message>
    <message>
        <source>The reply of %1 appears here.</source>
        <translation>%1 的返回会显示在这里。</translation>
    </message>
    <message>
        <source>%1 runs in the cloud only.</source>
        <translation>%1 只能在云端运行。</translation>
    </message>
    <message>
        <source>It is made of a container image, which needs a container engine. Here it is kept and listed, and events to it fail.</source>
        <translation>它由容器镜像构成，需要容器引擎。这里只保存并列出它，发给它的事件会失败。</translation>
    </message>
    <message>
        <source>%1 takes HTTP requests, not events.</source>
        <translation>%1 接收 HTTP 请求，不接收事件。</translation>
    </message>
    <message>
        <source>Add a function URL in Triggers and send requests to its address: they reach the function's own server as they are.</source>
        <translation>请在“触发管理”中添加函数 URL，并向其地址发送请求：请求会原样到达函数自己的服务。</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>在终端中运行</translation>
    </message>
    <message>
        <source>Copied, for a terminal</source>
        <translation>已复制，可粘贴到终端</translation>
    </message>
    <message>
        <source>%1 has no interpreter.</source>
        <translation>%1 缺少解释器。</translation>
    </message>
    <message>
        <source>%1 is not on this machine. The function is kept; events to it fail until its interpreter is there.</source>
        <translation>本机没有 %1。函数已保留；在装好解释器之前，发给它的事件都会失败。</translation>
    </message>
</context>
<context>
    <name>scfdesk::ReplyText</name>
    <message>
        <source>Parts of the reply</source>
        <translation>响应的各部分</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Log tail</source>
        <translation>日志尾部</translation>
    </message>
    <message>
        <source>The log was longer; its first part is kept</source>
        <translation>日志过长，只保留前面部分</translation>
    </message>
    <message>
        <source>The first 1 MB is shown.</source>
        <translation>显示前 1 MB。</translation>
    </message>
    <message>
        <source>Open full result (%1)</source>
        <translation>打开完整结果（%1）</translation>
    </message>
    <message>
        <source>Save full result</source>
        <translation>保存完整结果</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Diff with previous</source>
        <translation>与上次对比</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>无法写入 %1：%2。请选择其他位置。</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>树</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>scfdesk::ReplyView</name>
    <message>
        <source>Duration</source>
        <translation>运行时长</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>计费时长</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总耗时</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>Run of the handler, without wait, starting and init. This invocation.</source>
        <translation>执行方法的运行时间，不含等待、启动和初始化。本次调用。</translation>
    </message>
    <message>
        <source>Duration rounded up to 1 ms. This invocation.</source>
        <translation>运行时长向上取整到 1 毫秒。本次调用。</translation>
    </message>
    <message>
        <source>Event accepted to reply, or to the end of an async event. This invocation.</source>
        <translation>从接受事件到响应，或到异步事件结束。本次调用。</translation>
    </message>
    <message>
        <source>Highest memory of the instance during this run, beside the configured size.</source>
        <translation>本次运行期间实例的最高内存，旁边是配置的大小。</translation>
    </message>
</context>
<context>
    <name>scfdesk::ReplyWords</name>
    <message>
        <source>Success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Init timeout</source>
        <translation>初始化超时</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>No handler</source>
        <translation>没有执行方法</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Open Configuration</source>
        <translation>打开配置</translation>
    </message>
    <message>
        <source>Show log tail</source>
        <translation>显示日志尾部</translation>
    </message>
    <message>
        <source>The function ran longer than its timeout of %1 s. Raise the timeout in Configuration.</source>
        <translation>函数运行超过 %1 秒的超时时间，请在配置中调大超时。</translation>
    </message>
    <message>
        <source>The function ran longer than its timeout. Raise the timeout in Configuration.</source>
        <translation>函数运行超过超时时间，请在配置中调大超时。</translation>
    </message>
    <message>
        <source>The code took longer than the init timeout of %1 s to load. Raise the init timeout in Configuration.</source>
        <translation>代码加载超过初始化超时 %1 秒。请在配置中调大初始化超时。</translation>
    </message>
    <message>
        <source>The code took longer than its init timeout to load. Raise the init timeout in Configuration.</source>
        <translation>代码加载超过初始化超时。请在配置中调大初始化超时。</translation>
    </message>
    <message>
        <source>The function used more than its %1 MB of memory and was stopped. Raise the memory in Configuration.</source>
        <translation>函数内存超过 %1 MB 被停止，请在配置中调大内存。</translation>
    </message>
    <message>
        <source>The function raised an exception that it did not catch. The stack trace is in the result and in the log tail.</source>
        <translation>函数抛出了未捕获的异常，堆栈见返回结果与日志尾部。</translation>
    </message>
    <message>
        <source>The code failed while it was loading, before the handler was called. The log tail shows the line.</source>
        <translation>代码在加载时失败，执行方法尚未被调用。日志尾部显示出错的行。</translation>
    </message>
    <message>
        <source>The function's process ended while the event was running. The log tail shows its last lines.</source>
        <translation>函数进程在事件运行时结束。日志尾部显示其最后几行。</translation>
    </message>
    <message>
        <source>The handler %1 is not in the code. Correct the handler in Configuration.</source>
        <translation>代码中没有执行方法 %1。请在配置中修正执行方法。</translation>
    </message>
    <message>
        <source>The handler is not in the code. Correct the handler in Configuration.</source>
        <translation>代码中没有该执行方法。请在配置中修正执行方法。</translation>
    </message>
    <message>
        <source>More instances were asked for in one minute than the burst limit allows. Fire again in a minute, or lower the peak rate.</source>
        <translation>一分钟内要求启动的实例超过突发上限。请一分钟后重新触发，或降低峰值速率。</translation>
    </message>
    <message>
        <source>Fire again</source>
        <translation>再次触发</translation>
    </message>
    <message>
        <source>All the memory of the account's quota is in use by running events.</source>
        <translation>账户配额的内存已全部被运行中的事件占用。</translation>
    </message>
    <message>
        <source>Fire again when some have ended, or lower the peak rate.</source>
        <translation>请等部分事件结束后重新触发，或降低峰值速率。</translation>
    </message>
    <message>
        <source>The event of %1 is larger than the limit of %2. Make it smaller.</source>
        <translation>事件大小 %1 超过上限 %2。请缩小事件。</translation>
    </message>
    <message>
        <source>128 KB for async</source>
        <translation>异步上限 128 KB</translation>
    </message>
    <message>
        <source>6 MB for sync</source>
        <translation>同步上限 6 MB</translation>
    </message>
    <message>
        <source>The function returned more than the limit of 6 MB. Return less, or store the result and return where it is.</source>
        <translation>函数返回的内容超过上限 6 MB。请减少返回内容，或把结果存储后返回其位置。</translation>
    </message>
    <message>
        <source>The event is not valid JSON. Correct it in the editor.</source>
        <translation>事件不是有效的 JSON，请在编辑器中修正。</translation>
    </message>
    <message>
        <source>The engine could not run the event.</source>
        <translation>引擎无法运行该事件。</translation>
    </message>
    <message>
        <source>The log tail says more.</source>
        <translation>日志尾部有更多信息。</translation>
    </message>
    <message>
        <source>The event failed with code %1.</source>
        <translation>事件失败，状态码 %1。</translation>
    </message>
    <message>
        <source>Retry in %1 s</source>
        <translation>%1 秒后重试</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>The function does not exist any more. Choose another one at the left.</source>
        <translation>函数已不存在。请在左侧选择其他函数。</translation>
    </message>
    <message>
        <source>The function is not Active, so it takes no events. Wait until it is, or look at its Configuration.</source>
        <translation>函数不是 Active 状态，不接受事件。请等待其变为 Active，或查看其配置。</translation>
    </message>
    <message>
        <source>The request was canceled before the function answered. Fire again to run it.</source>
        <translation>请求在函数响应之前被取消。请重新触发以运行。</translation>
    </message>
</context>
<context>
    <name>scfdesk::ReservedEditor</name>
    <message>
        <source>Reserved quota</source>
        <translation>最大独占配额</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>独占</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Reserved quota in MB</source>
        <translation>最大独占配额（MB）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save reserved quota</source>
        <translation>保存最大独占配额</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>It takes of the account's quota what is free.</source>
        <translation>使用账号配额中空闲的部分。</translation>
    </message>
    <message>
        <source>Every event is refused with 432.</source>
        <translation>所有事件都以 432 被拒绝。</translation>
    </message>
    <message>
        <source>1 instance of %1 MB, kept free for it</source>
        <translation>1 个 %1 MB 的实例，始终为其保留</translation>
    </message>
    <message>
        <source>Up to %1 instances of %2 MB, kept free for it</source>
        <translation>最多 %1 个 %2 MB 的实例，始终为其保留</translation>
    </message>
</context>
<context>
    <name>scfdesk::ResultBytes</name>
    <message>
        <source>Bytes of the result</source>
        <translation>结果的字节</translation>
    </message>
    <message>
        <source>%1 of bytes, their beginning:</source>
        <translation>共 %1 字节数据，开头为：</translation>
    </message>
    <message>
        <source>%1, %2 × %3, %4</source>
        <translation>%1，%2 × %3，%4</translation>
    </message>
</context>
<context>
    <name>scfdesk::ResultTree</name>
    <message>
        <source>Result as a tree</source>
        <translation>树形结果</translation>
    </message>
</context>
<context>
    <name>scfdesk::ResultTreeModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n 个成员</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n 个元素</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>scfdesk::RulerTrack</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>At cursor</source>
        <translation>光标处</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
</context>
<context>
    <name>scfdesk::ScalingHeader</name>
    <message>
        <source>Scaling</source>
        <translation>扩缩容</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>reclaimed</source>
        <translation>已回收</translation>
    </message>
    <message>
        <source>Group by state</source>
        <translation>按状态分组</translation>
    </message>
    <message>
        <source>Order of the lanes</source>
        <translation>泳道排序</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Fit what is recorded</source>
        <translation>适配全部记录</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>All functions</source>
        <translation>全部函数</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>Concurrency: starting, init and busy; the limit applies to these. Limit: account quota by memory.</source>
        <translation>并发：启动中、初始化和忙碌，上限针对这些。上限：账户配额 ÷ 内存。</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>Keep-alive: an idle instance is reclaimed after this time.</source>
        <translation>保活：空闲实例在此时间后被回收。</translation>
    </message>
    <message numerus="yes">
        <source>%n lane(s): rows are thin over 64 and grouped by state over 400</source>
        <translation>
            <numerusform>%n 条泳道：超过 64 变细，超过 400 按状态分组</numerusform>
        </translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>first start</source>
        <translation>首次启动</translation>
    </message>
    <message>
        <source>busiest</source>
        <translation>最忙碌</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Filter lanes, graphs and log</source>
        <translation>过滤实例泳道、图表和日志</translation>
    </message>
    <message>
        <source>all versions</source>
        <translation>全部版本</translation>
    </message>
</context>
<context>
    <name>scfdesk::ScalingView</name>
    <message>
        <source>Show as table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Next failure</source>
        <translation>下一个失败</translation>
    </message>
    <message>
        <source>Previous failure</source>
        <translation>上一个失败</translation>
    </message>
    <message>
        <source>Next cold start</source>
        <translation>下一个冷启动</translation>
    </message>
    <message>
        <source>Previous cold start</source>
        <translation>上一个冷启动</translation>
    </message>
</context>
<context>
    <name>scfdesk::ScheduleRow</name>
    <message>
        <source>Name of the timed change</source>
        <translation>定时调整名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Cron: second minute hour day month week year</source>
        <translation>Cron：秒 分 时 日 月 星期 年</translation>
    </message>
    <message>
        <source>Instances from then on</source>
        <translation>此后的实例数</translation>
    </message>
    <message>
        <source>Remove this timed change</source>
        <translation>移除此定时调整</translation>
    </message>
    <message>
        <source>Each timed change needs a name.</source>
        <translation>每个定时调整都需要名称。</translation>
    </message>
    <message>
        <source>Seven fields: second minute hour day month week year, in UTC+8</source>
        <translation>七个字段：秒 分 时 日 月 星期 年，UTC+8</translation>
    </message>
    <message>
        <source>%1 (UTC+8): %2 instances from then on</source>
        <translation>%1（UTC+8）：从那时起 %2 个实例</translation>
    </message>
    <message>
        <source>%1 (UTC+8): %2 instance from then on</source>
        <translation>%1（UTC+8）：从那时起 %2 个实例</translation>
    </message>
</context>
<context>
    <name>scfdesk::SearchPane</name>
    <message>
        <source>Keep p99 within</source>
        <translation>p99 不超过</translation>
    </message>
    <message>
        <source>Failures at most</source>
        <translation>失败不超过</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Take for B</source>
        <translation>用于 B</translation>
    </message>
    <message>
        <source>May change</source>
        <translation>可以改变</translation>
    </message>
    <message>
        <source>Runs are taken to be as long with less memory: they may not be</source>
        <translation>假定内存减少时运行时间不变：实际未必如此</translation>
    </message>
    <message>
        <source>The cheapest setting that keeps these limits under this load, from B onwards.</source>
        <translation>从 B 出发，在此负载下满足这些限制的最便宜设置。</translation>
    </message>
    <message>
        <source>Path of the search</source>
        <translation>搜索路径</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>延迟 p99</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Within limits</source>
        <translation>在限制内</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>B as it is</source>
        <translation>现有的 B</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1从 %2 改为 %3</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Searching: %1 settings simulated</source>
        <translation>正在搜索：已仿真 %1 组设置</translation>
    </message>
    <message>
        <source>Nothing within these limits was found; the last step comes closest. Allow more settings to change, or loosen the limits.</source>
        <translation>没有找到满足这些限制的设置；最后一步最接近。请允许更多设置改变，或放宽限制。</translation>
    </message>
    <message>
        <source>B is the cheapest that was found: %1 settings simulated.</source>
        <translation>B 就是找到的最便宜的设置：已仿真 %1 组设置。</translation>
    </message>
    <message>
        <source>Within the limits for %1 CNY, after %2 changes; %3 settings simulated.</source>
        <translation>改动 %2 处后满足限制，费用 %1 元；已仿真 %3 组设置。</translation>
    </message>
    <message>
        <source>%1 % of B's cost within the limits, after %2 changes; %3 settings simulated.</source>
        <translation>改动 %2 处后满足限制，费用为 B 的 %1 %；已仿真 %3 组设置。</translation>
    </message>
    <message>
        <source>Within the limits for %1 CNY, after %2 change; %3 settings simulated.</source>
        <translation>改动 %2 处后满足限制，费用 %1 元；已仿真 %3 组设置。</translation>
    </message>
    <message>
        <source>%1 % of B's cost within the limits, after %2 change; %3 settings simulated.</source>
        <translation>改动 %2 处后满足限制，费用为 B 的 %1 %；已仿真 %3 组设置。</translation>
    </message>
</context>
<context>
    <name>scfdesk::ServiceConsole</name>
    <message>
        <source>%1 console</source>
        <translation>%1 控制台</translation>
    </message>
    <message>
        <source>SQL statement</source>
        <translation>SQL 语句</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Run a command to see its answer here.</source>
        <translation>运行一条命令，结果显示在这里。</translation>
    </message>
    <message>
        <source>%1 rows shown, %2 more. Ask for less, with LIMIT.</source>
        <translation>显示 %1 行，还有 %2 行，请用 LIMIT 缩小范围。</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
</context>
<context>
    <name>scfdesk::ServiceGraph</name>
    <message>
        <source>Commands per second</source>
        <translation>每秒命令数</translation>
    </message>
    <message>
        <source>No value yet</source>
        <translation>尚无数值</translation>
    </message>
    <message>
        <source>%1 now, most %2 in the last minute</source>
        <translation>当前 %1，最近一分钟最高 %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>scfdesk::ServiceHeader</name>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>访问地址</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Conns</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Commands per s</source>
        <translation>每秒命令</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>运行时间</translation>
    </message>
</context>
<context>
    <name>scfdesk::ServiceInspector</name>
    <message>
        <source>Open console</source>
        <translation>打开控制台</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands answered per second, between the last two readings of the server's own statistics.</source>
        <translation>每秒处理的命令数，取自服务器自身统计的最近两次读数。</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Reads that were found ÷ all reads, since the server started, by its own statistics.</source>
        <translation>命中的读取 ÷ 全部读取，自服务器启动起，取自其自身统计。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>键</translation>
    </message>
    <message>
        <source>What the server holds now, by its own statistics.</source>
        <translation>服务器当前保存的数量，取自其自身统计。</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Copy all variables</source>
        <translation>复制全部变量</translation>
    </message>
    <message>
        <source>Environment for functions</source>
        <translation>函数的环境变量</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Add to a function</source>
        <translation>添加到函数</translation>
    </message>
    <message>
        <source>Added to</source>
        <translation>已添加到</translation>
    </message>
    <message>
        <source>No function gets this connection yet.</source>
        <translation>还没有函数使用此连接。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Take snapshot</source>
        <translation>创建快照</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Reset data</source>
        <translation>重置数据</translation>
    </message>
    <message>
        <source>Not installed: %1</source>
        <translation>未安装：%1</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Take %1 away from %2</source>
        <translation>从 %2 移除 %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Reset the data of %1</source>
        <translation>重置 %1 的数据</translation>
    </message>
    <message>
        <source>A server that was registered by its address. SCF Desk starts and ends nothing there.</source>
        <translation>按地址登记的服务器，SCF Desk 不会启动或停止它。</translation>
    </message>
    <message>
        <source>Data is in memory and goes when it stops.</source>
        <translation>数据保存在内存中，停止后即丢失。</translation>
    </message>
    <message>
        <source>Last snapshot %1, %2. Data survives restarts until you reset it.</source>
        <translation>上次快照 %1，%2。数据在重启后保留，直到重置。</translation>
    </message>
    <message>
        <source>No snapshot yet. Data survives restarts until you reset it.</source>
        <translation>还没有快照。数据在重启后保留，直到重置。</translation>
    </message>
    <message>
        <source>Every function has it</source>
        <translation>所有函数都已添加</translation>
    </message>
</context>
<context>
    <name>scfdesk::ServiceRow</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>停止 %1</translation>
    </message>
    <message>
        <source>Cancel the start of %1</source>
        <translation>取消启动 %1</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>启动 %1</translation>
    </message>
    <message>
        <source>%1, %2:%3</source>
        <translation>%1，%2:%3</translation>
    </message>
    <message>
        <source>, %1 connections</source>
        <translation>，%1 个连接</translation>
    </message>
    <message>
        <source>, %1 commands per second</source>
        <translation>，每秒 %1 条命令</translation>
    </message>
    <message>
        <source>starting, %1 s</source>
        <translation>启动中，%1 秒</translation>
    </message>
    <message>
        <source>with the engine</source>
        <translation>随引擎运行</translation>
    </message>
</context>
<context>
    <name>scfdesk::ServiceVariables</name>
    <message>
        <source>They are known after the first start.</source>
        <translation>首次启动后显示。</translation>
    </message>
    <message>
        <source>Copy the value of %1</source>
        <translation>复制 %1 的值</translation>
    </message>
</context>
<context>
    <name>scfdesk::ServicesView</name>
    <message>
        <source>Keys</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>事务</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>local state for your functions</source>
        <translation>函数使用的本地状态服务</translation>
    </message>
    <message>
        <source>local state for your functions, kept in %1</source>
        <translation>函数使用的本地状态服务，保存在 %1</translation>
    </message>
    <message>
        <source>Register server</source>
        <translation>登记服务器</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>全部启动</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>New bucket</source>
        <translation>新建存储桶</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All its data</source>
        <translation>全部数据</translation>
    </message>
    <message>
        <source>The snapshot of %1 stays.</source>
        <translation>%1 的快照会保留。</translation>
    </message>
    <message>
        <source>There is no snapshot.</source>
        <translation>没有快照。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Reset data</source>
        <translation>重置数据</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存中</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>恢复中</translation>
    </message>
    <message>
        <source>Resetting</source>
        <translation>重置中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>how many of what</comment>
        <translation>%1 个%2</translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation>从列表中移除 %1？</translation>
    </message>
    <message>
        <source>Restore %1 to %2?</source>
        <translation>将 %1 恢复到 %2？</translation>
    </message>
    <message>
        <source>Reset %1?</source>
        <translation>重置 %1？</translation>
    </message>
    <message>
        <source>The server itself is not touched.</source>
        <translation>服务器本身不受影响。</translation>
    </message>
    <message>
        <source>What was written since then goes.</source>
        <translation>此后写入的内容将丢失。</translation>
    </message>
    <message>
        <source>%1 go. %2</source>
        <translation>%1将丢失。%2</translation>
    </message>
</context>
<context>
    <name>scfdesk::SessionPane</name>
    <message>
        <source>Open a session file, or replay what this engine has decided.</source>
        <translation>打开会话文件，或重放本引擎的决策。</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Events, code hashes, settings, logs and decisions of this engine, as one file. Values of variables and keys are not in it.</source>
        <translation>本引擎的事件、代码哈希、设置、日志和决策，保存为一个文件。其中不含环境变量的值和密钥。</translation>
    </message>
    <message>
        <source>Replay this engine</source>
        <translation>重放本引擎</translation>
    </message>
    <message>
        <source>Simulate its load</source>
        <translation>仿真其负载</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Functions of the session</source>
        <translation>会话中的函数</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Decisions around the playhead</source>
        <translation>播放头附近的决策</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>Log of the session</source>
        <translation>会话的日志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Sessions (*%1)</source>
        <translation>会话 (*%1)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Saved as %1, %2</source>
        <translation>已保存为 %1，%2</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 是空的。</translation>
    </message>
    <message>
        <source>Replaying, %1 %</source>
        <translation>正在重放，%1 %</translation>
    </message>
    <message>
        <source>%1 events, %2 decisions</source>
        <translation>%1 个事件，%2 个决策</translation>
    </message>
    <message>
        <source>Replayed with the same hash: %1, %2.</source>
        <translation>重放后哈希相同：%1，%2。</translation>
    </message>
    <message>
        <source>Decision %1 at %2 differs. Recorded: %3. Replayed: %4.</source>
        <translation>%2 的第 %1 个决策不同。记录：%3。重放：%4。</translation>
    </message>
    <message>
        <source>Not the same: %1.</source>
        <translation>不相同：%1。</translation>
    </message>
    <message>
        <source>recorded hash %1, replayed %2</source>
        <translation>记录的哈希 %1，重放的哈希 %2</translation>
    </message>
    <message>
        <source>This engine</source>
        <translation>本引擎</translation>
    </message>
    <message>
        <source>engine %1</source>
        <translation>引擎 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1至%2</translation>
    </message>
    <message>
        <source>%1 earlier events are no longer kept</source>
        <translation>更早的 %1 个事件已不再保留</translation>
    </message>
    <message>
        <source>invocations and log are cut</source>
        <translation>调用和日志已截断</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1，版本 %2</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>What is shown around the playhead</source>
        <translation>播放头附近显示的内容</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>this engine</source>
        <translation>本引擎</translation>
    </message>
</context>
<context>
    <name>scfdesk::SessionTrack</name>
    <message>
        <source>Timeline of the session</source>
        <translation>会话的时间线</translation>
    </message>
    <message>
        <source>No session is open</source>
        <translation>没有打开会话</translation>
    </message>
    <message>
        <source>%1: %2 starting, %3 busy, %4 idle, %5 waiting</source>
        <translation>%1：%2 个启动中，%3 个忙碌，%4 个空闲，%5 个等待</translation>
    </message>
    <message>
        <source>Instances by state, waiting as a line, ▼ refused</source>
        <translation>实例按状态，等待为折线，▼ 为被拒绝</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
</context>
<context>
    <name>scfdesk::SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>No setting matches. Esc clears the search.</source>
        <translation>没有匹配的设置，按 Esc 清除搜索。</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>默认：%1</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>System follows the desktop.</source>
        <translation>跟随桌面的设置。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Of texts, lines and controls, on top of the desktop's.</source>
        <translation>文字、线条与控件，叠加在桌面缩放之上。</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Nothing slides or flashes; graphs move once a second.</source>
        <translation>没有滑动与闪烁，图表每秒更新一次。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>functions may have their own</source>
        <translation>函数可单独设置</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保活时间</translation>
    </message>
    <message>
        <source>An idle instance goes after this long.</source>
        <translation>空闲超过该时长的实例被回收。</translation>
    </message>
    <message>
        <source>Freeze after</source>
        <translation>冻结时间</translation>
    </message>
    <message>
        <source>An idle instance gets no processor time after this long.</source>
        <translation>空闲超过该时长的实例不再获得 CPU 时间。</translation>
    </message>
    <message>
        <source>Reuse</source>
        <translation>复用</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Longest idle</source>
        <translation>空闲最久</translation>
    </message>
    <message>
        <source>Which idle instance takes the next event.</source>
        <translation>由哪个空闲实例处理下一个事件。</translation>
    </message>
    <message>
        <source>Start policy</source>
        <translation>启动策略</translation>
    </message>
    <message>
        <source>Prepared starts</source>
        <translation>预备启动</translation>
    </message>
    <message>
        <source>An interpreter stands ready, so that cold starts are short.</source>
        <translation>预先启动解释器，缩短冷启动。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Account quota</source>
        <translation>账号配额</translation>
    </message>
    <message>
        <source>Memory of all instances that start or run. Above it: 432.</source>
        <translation>启动中与运行中实例的内存总量，超过则返回 432。</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>突发</translation>
    </message>
    <message>
        <source>Instances that may start in a minute. Above it: 429.</source>
        <translation>每分钟可启动的实例数，超过则返回 429。</translation>
    </message>
    <message>
        <source>Retry interval</source>
        <translation>重试间隔</translation>
    </message>
    <message>
        <source>Between two attempts of an async event.</source>
        <translation>异步事件两次尝试之间的间隔。</translation>
    </message>
    <message>
        <source>Memory of this machine</source>
        <translation>本机内存</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Idle instances go when all instances use more.</source>
        <translation>全部实例用量超过此值时回收空闲实例。</translation>
    </message>
    <message>
        <source>70 % of the machine</source>
        <translation>本机的 70 %</translation>
    </message>
    <message>
        <source>Runtimes</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <source>interpreters found on this machine</source>
        <translation>本机找到的解释器</translation>
    </message>
    <message>
        <source>New instances run it.</source>
        <translation>新实例使用它。</translation>
    </message>
    <message>
        <source>found by version</source>
        <translation>按版本查找</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Of the API and function URLs on 127.0.0.1. Taken at the next start.</source>
        <translation>127.0.0.1 上 API 与函数 URL 的端口，下次启动生效。</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>Functions, events, invocations and logs. Chosen with --data-dir.</source>
        <translation>函数、事件、调用与日志。由 --data-dir 指定。</translation>
    </message>
    <message>
        <source>Isolation</source>
        <translation>隔离</translation>
    </message>
    <message>
        <source>What keeps instances apart.</source>
        <translation>实例之间的隔离方式。</translation>
    </message>
    <message>
        <source>Found by version: none on this machine</source>
        <translation>按版本查找：本机没有</translation>
    </message>
    <message>
        <source>Found by version</source>
        <translation>按版本查找</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of all texts of this window, at once.</source>
        <translation>本窗口的所有文字，立即生效。</translation>
    </message>
    <message>
        <source>Keep-alive policy</source>
        <translation>保活策略</translation>
    </message>
    <message>
        <source>What becomes of idle instances.</source>
        <translation>空闲实例的去留。</translation>
    </message>
    <message>
        <source>What an event does that finds no idle instance.</source>
        <translation>事件没有空闲实例可用时的处理。</translation>
    </message>
    <message>
        <source>/ min</source>
        <translation>/ 分钟</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Of all times of this window. SCF writes UTC+8.</source>
        <translation>本窗口所有时间使用的时区。SCF 使用 UTC+8。</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>invocations, log lines and what instances did</source>
        <translation>调用、日志行和实例活动</translation>
    </message>
    <message>
        <source>Days kept</source>
        <translation>保留天数</translation>
    </message>
    <message>
        <source>What is older goes from the disk.</source>
        <translation>更早的内容会从磁盘删除。</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>Disk for the record</source>
        <translation>记录占用磁盘</translation>
    </message>
    <message>
        <source>When it is full the oldest goes first.</source>
        <translation>占满后先删除最早的内容。</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>their keys lie in the desktop's keyring</source>
        <translation>密钥保存在桌面的密钥环中</translation>
    </message>
    <message>
        <source>Embedded engine</source>
        <translation>内置引擎</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show %1 in this window</source>
        <translation>在本窗口显示 %1</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Change the connection %1</source>
        <translation>修改连接 %1</translation>
    </message>
    <message>
        <source>In this program.</source>
        <translation>在本程序中。</translation>
    </message>
    <message>
        <source>Tencent Cloud, %1, namespace %2</source>
        <translation>腾讯云，%1，命名空间 %2</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>新建连接…</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>其他连接</translation>
    </message>
    <message>
        <source>An engine on another machine, or Tencent Cloud.</source>
        <translation>另一台机器上的引擎，或腾讯云。</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>of the keyboard</comment>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>a key of your own beside the printed one</source>
        <translation>在界面标注的快捷键之外自定义</translation>
    </message>
    <message>
        <source>Key of your own for %1</source>
        <translation>“%1”的自定义快捷键</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Of the rows of lists and tables.</source>
        <translation>列表和表格的行。</translation>
    </message>
    <message>
        <source>Burst window</source>
        <translation>突发窗口</translation>
    </message>
    <message>
        <source>Whole minutes</source>
        <translation>整分钟</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>最近一分钟</translation>
    </message>
    <message>
        <source>Which starts count for the burst.</source>
        <translation>哪些启动计入突发。</translation>
    </message>
    <message>
        <source>Provisioned starts</source>
        <translation>预置启动</translation>
    </message>
    <message>
        <source>Of provisioned instances in a minute, apart from the burst.</source>
        <translation>每分钟可启动的预置实例，不计入突发。</translation>
    </message>
    <message>
        <source>Time zone of timers</source>
        <translation>定时器时区</translation>
    </message>
    <message>
        <source>What the cron of a timer trigger means. Without daylight saving.</source>
        <translation>定时触发器 cron 表达式使用的时区，不含夏令时。</translation>
    </message>
</context>
<context>
    <name>scfdesk::ShapeWords</name>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>任意值</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1或%2</translation>
    </message>
    <message>
        <source>%1 is missing: %2</source>
        <translation>缺少 %1：%2</translation>
    </message>
    <message>
        <source>%1 is missing in %2: %3</source>
        <translation>%2 中缺少 %1：%3</translation>
    </message>
    <message>
        <source>The event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>%1 should be %2, here it is %3</source>
        <translation>%1 应为%2，此处为%3</translation>
    </message>
    <message>
        <source>%1 should be %2</source>
        <translation>%1 应为 %2</translation>
    </message>
    <message>
        <source>%1 should be one of %2</source>
        <translation>%1 应为以下之一：%2</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimCalibration</name>
    <message>
        <source>Cold starts</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Peak instances</source>
        <translation>实例峰值</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Latency p50</source>
        <translation>延迟 p50</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>延迟 p99</translation>
    </message>
    <message>
        <source>run times</source>
        <translation>运行时间</translation>
    </message>
    <message>
        <source>With the run times of this load the prediction is %1; that closes %2 % of the gap.</source>
        <translation>换用本次负载的运行时间后，预测为 %1，弥合了 %2 % 的差距。</translation>
    </message>
    <message>
        <source>start times</source>
        <translation>启动时间</translation>
    </message>
    <message>
        <source>With the start times of this load the prediction is %1; that closes %2 % of the gap.</source>
        <translation>换用本次负载的启动时间后，预测为 %1，弥合了 %2 % 的差距。</translation>
    </message>
    <message>
        <source>run and start times</source>
        <translation>运行和启动时间</translation>
    </message>
    <message>
        <source>With run and start times of this load the prediction is %1; that closes %2 % of the gap.</source>
        <translation>换用本次负载的运行和启动时间后，预测为 %1，弥合了 %2 % 的差距。</translation>
    </message>
    <message>
        <source>dispatch and machine</source>
        <translation>派发和机器</translation>
    </message>
    <message>
        <source>Run and start times of this load explain %1 % of it; the rest is the machine: dispatch, and processors that were shared.</source>
        <translation>本次负载的运行和启动时间解释了其中的 %1 %；其余来自机器：派发，以及被共用的处理器。</translation>
    </message>
    <message>
        <source>The prediction holds: all %1 figures are within 10 %.</source>
        <translation>预测成立：全部 %1 项指标都在 10 % 以内。</translation>
    </message>
    <message>
        <source>%1 of %2 figures are within 10 %; %3 is off by %4, because of: %5.</source>
        <translation>%2 项指标中有 %1 项在 10 % 以内；%3 相差 %4，原因：%5。</translation>
    </message>
    <message>
        <source>%1 of %2 figures are within 10 %.</source>
        <translation>%2 项指标中有 %1 项在 10 % 以内。</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimLoadCurve</name>
    <message>
        <source>Load curve</source>
        <translation>负载曲线</translation>
    </message>
    <message>
        <source>%1 s, peak %2 events a second</source>
        <translation>%1 s，峰值每秒 %2 个事件</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Events per second</source>
        <translation>每秒事件数</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimOutcomeTable</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>延迟 p99</translation>
    </message>
    <message>
        <source>Latency p50</source>
        <translation>延迟 p50</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Peak instances</source>
        <translation>实例峰值</translation>
    </message>
    <message>
        <source>Idle memory</source>
        <translation>空闲内存</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>A current</source>
        <translation>A 当前</translation>
    </message>
    <message>
        <source>B what if</source>
        <translation>B 假设</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Nothing simulated yet</source>
        <translation>尚未仿真</translation>
    </message>
    <message>
        <source>Latency is accepted to replied, in s of the simulation. Cost is by the tariff of %1, without free amounts: runs, calls and idle provisioned instances.</source>
        <translation>延迟为从接收到应答的仿真时间。费用按 %1 的价目计算，不含免费额度：资源使用量、调用次数和闲置的预置实例。</translation>
    </message>
    <message>
        <source>C what if</source>
        <translation>C 假设</translation>
    </message>
    <message>
        <source>CNY</source>
        <translation>元</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimSettingsPane</name>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>A current</source>
        <translation>A 当前</translation>
    </message>
    <message>
        <source>B what if</source>
        <translation>B 假设</translation>
    </message>
    <message>
        <source>Timings</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>%1, B what if</source>
        <translation>%1，B 假设</translation>
    </message>
    <message>
        <source>%1, A current</source>
        <translation>%1，A 当前</translation>
    </message>
    <message>
        <source>no real invocation yet: assumed</source>
        <translation>尚无真实调用：按假设值</translation>
    </message>
    <message>
        <source>fitted to %1 real invocations, %2 cold</source>
        <translation>拟合自 %1 次真实调用，其中 %2 次冷启动</translation>
    </message>
    <message>
        <source>C what if</source>
        <translation>C 假设</translation>
    </message>
    <message>
        <source>Distribution of start times</source>
        <translation>启动时间的分布</translation>
    </message>
    <message>
        <source>Distribution of run times</source>
        <translation>运行时间的分布</translation>
    </message>
    <message>
        <source>Starts are drawn</source>
        <translation>启动时间取自</translation>
    </message>
    <message>
        <source>Runs are drawn</source>
        <translation>运行时间取自</translation>
    </message>
    <message>
        <source>%1, C what if</source>
        <translation>%1，C 假设</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, off by %2 %</source>
        <translation>%1，相差 %2 %</translation>
    </message>
    <message>
        <source>How far the fitted distribution function is from the measured one at most</source>
        <translation>拟合的分布函数与实测分布函数之间的最大差距</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimShapes</name>
    <message>
        <source>as measured</source>
        <translation>按实测</translation>
    </message>
    <message>
        <source>log-normal</source>
        <translation>对数正态</translation>
    </message>
    <message>
        <source>Weibull</source>
        <translation>韦布尔</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>always the median</source>
        <translation>恒为中位数</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimTracks</name>
    <message>
        <source>Simulated instances, queue and latency</source>
        <translation>仿真的实例、排队和延迟</translation>
    </message>
    <message>
        <source>Nothing simulated yet</source>
        <translation>尚未仿真</translation>
    </message>
    <message>
        <source>prediction: A up to %1 instances, %2 throttled, p99 %3; B up to %4 instances, %5 throttled, p99 %6</source>
        <translation>预测：A 最多 %1 个实例，%2 个被限流，p99 %3；B 最多 %4 个实例，%5 个被限流，p99 %6</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>fill is B, by state</source>
        <translation>填充为 B，按状态</translation>
    </message>
    <message>
        <source>dashed is A, total</source>
        <translation>虚线为 A 总数</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>▼ throttled in A</source>
        <translation>▼ A 中被限流</translation>
    </message>
    <message>
        <source>▽ throttled in B</source>
        <translation>▽ B 中被限流</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>延迟 p99</translation>
    </message>
    <message>
        <source>wait + start + run</source>
        <translation>排队 + 启动 + 运行</translation>
    </message>
    <message>
        <source>1.5 s moving window</source>
        <translation>1.5 s 滑动窗口</translation>
    </message>
    <message>
        <source>Simulated time</source>
        <translation>仿真时间</translation>
    </message>
    <message>
        <source>At %1 s. A: %2 instances, p99 %3. B: %4 starting, %5 busy, %6 idle, p99 %7</source>
        <translation>%1 s 时。A：%2 个实例，p99 %3。B：%4 个启动中，%5 个忙碌，%6 个空闲，p99 %7</translation>
    </message>
    <message>
        <source>; C up to %1 instances, %2 throttled, p99 %3</source>
        <translation>；C 最多 %1 个实例，%2 个被限流，p99 %3</translation>
    </message>
    <message>
        <source>dash-dotted is C, total</source>
        <translation>点划线为 C，合计</translation>
    </message>
    <message>
        <source>Simulated over time, prediction</source>
        <translation>随时间的仿真，预测</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>%1 instances</source>
        <translation>%1 个实例</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 等待中</translation>
    </message>
    <message>
        <source>%1 throttled</source>
        <translation>%1 被限流</translation>
    </message>
    <message>
        <source>%1 p99 ms</source>
        <translation>%1 p99 ms</translation>
    </message>
    <message>
        <source>▽ in B, × in C</source>
        <translation>▽ B 中，× C 中</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimVerdict</name>
    <message>
        <source>Instance limit</source>
        <translation>实例上限</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>预置并发</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保活时间</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>突发</translation>
    </message>
    <message>
        <source>Starting and init</source>
        <translation>启动与初始化</translation>
    </message>
    <message>
        <source>Run p50</source>
        <translation>运行 p50</translation>
    </message>
    <message>
        <source>/ min</source>
        <translation>/ 分钟</translation>
    </message>
    <message>
        <source>Change a setting of B to see what it does.</source>
        <translation>修改 B 的一项设置，看看会怎样。</translation>
    </message>
    <message>
        <source>B removes %1 throttled events and cuts p99 by %2 %.</source>
        <translation>B 消除 %1 个被限流的事件，并使 p99 降低 %2 %。</translation>
    </message>
    <message>
        <source>B removes %1 throttled events, but p99 rises by %2 %.</source>
        <translation>B 消除 %1 个被限流的事件，但 p99 升高 %2 %。</translation>
    </message>
    <message>
        <source>B removes %1 throttled events.</source>
        <translation>B 消除 %1 个被限流的事件。</translation>
    </message>
    <message>
        <source>B cuts p99 by %2 %, but throttles %1 more events.</source>
        <translation>B 使 p99 降低 %2 %，但多限流 %1 个事件。</translation>
    </message>
    <message>
        <source>B throttles %1 more events.</source>
        <translation>B 多限流 %1 个事件。</translation>
    </message>
    <message>
        <source>B cuts p99 by %1 %.</source>
        <translation>B 使 p99 降低 %1 %。</translation>
    </message>
    <message>
        <source>B raises p99 by %1 %.</source>
        <translation>B 使 p99 升高 %1 %。</translation>
    </message>
    <message>
        <source>B has %1 % fewer cold starts among its runs, at the same p99.</source>
        <translation>B 的冷启动比例低 %1 %，p99 不变。</translation>
    </message>
    <message>
        <source>B has %1 % more cold starts among its runs, at the same p99.</source>
        <translation>B 的冷启动比例高 %1 %，p99 不变。</translation>
    </message>
    <message>
        <source>B costs %1 % less and answers as fast.</source>
        <translation>B 的费用低 %1 %，响应一样快。</translation>
    </message>
    <message>
        <source>B costs %1 % more and answers no faster.</source>
        <translation>B 的费用高 %1 %，响应并不更快。</translation>
    </message>
    <message>
        <source>B makes no difference under this load.</source>
        <translation>在此负载下 B 没有差别。</translation>
    </message>
    <message>
        <source>It keeps %1 GB-s more memory idle in the same %2.</source>
        <translation>在同样的 %2 内，空闲内存增加 %1 GB-s。</translation>
    </message>
    <message>
        <source>It keeps %1 GB-s less memory idle in the same %2.</source>
        <translation>在同样的 %2 内，空闲内存减少 %1 GB-s。</translation>
    </message>
    <message>
        <source>Measured p99 %1, predicted %2.</source>
        <translation>实测 p99 %1，预测 %2。</translation>
    </message>
    <message>
        <source>Runs took %1 longer than those that were fitted.</source>
        <translation>运行比拟合的多用 %1。</translation>
    </message>
    <message>
        <source>Runs took %1 less than those that were fitted.</source>
        <translation>运行比拟合的少用 %1。</translation>
    </message>
    <message>
        <source>Starts took %1 longer than those that were fitted.</source>
        <translation>启动比拟合的多用 %1。</translation>
    </message>
    <message>
        <source>Starts took %1 less than those that were fitted.</source>
        <translation>启动比拟合的少用 %1。</translation>
    </message>
    <message>
        <source>Runs and starts were as fitted; the waiting was not.</source>
        <translation>运行与启动与拟合一致，排队不一致。</translation>
    </message>
    <message>
        <source>C does best: %1 throttled, p99 %2, %3 % of B's cost.</source>
        <translation>C 最好：%1 个被限流，p99 %2，费用为 B 的 %3 %。</translation>
    </message>
    <message>
        <source>B does best; C has %1 throttled and p99 %2.</source>
        <translation>B 最好；C 有 %1 个被限流，p99 %2。</translation>
    </message>
    <message>
        <source>Neither B nor C does better than A.</source>
        <translation>B 和 C 都不比 A 好。</translation>
    </message>
    <message>
        <source>Runs took %1 here, those that were fitted %2: another event, or other code. Fit again.</source>
        <translation>本次运行耗时 %1，拟合所用的为 %2：事件或代码不同。请重新拟合。</translation>
    </message>
    <message>
        <source>p50 is %1 instead of %2</source>
        <translation>p50 为 %1，而非 %2</translation>
    </message>
    <message>
        <source>%1 instead of %2 throttled</source>
        <translation>被限流 %1 个，而非 %2 个</translation>
    </message>
    <message>
        <source>%1 instead of %2 instances at most</source>
        <translation>最多 %1 个实例，而非 %2 个</translation>
    </message>
    <message>
        <source>Measured p99 %1, predicted %2; all figures within 10 %.</source>
        <translation>实测 p99 %1，预测 %2；所有数值相差都在 10 % 以内。</translation>
    </message>
    <message>
        <source>Measured p99 %1, predicted %2, but %3.</source>
        <translation>实测 p99 %1，预测 %2，但 %3。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimVerdictPane</name>
    <message>
        <source>Each change alone</source>
        <translation>逐项单独变化</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>%1: %2 throttled, p99 %3</source>
        <translation>%1：%2 个被限流，p99 %3</translation>
    </message>
</context>
<context>
    <name>scfdesk::SimulateView</name>
    <message>
        <source>Simulate again</source>
        <translation>重新仿真</translation>
    </message>
    <message>
        <source>provisioned instances need a published version</source>
        <translation>预置并发需要已发布的版本</translation>
    </message>
    <message>
        <source>%1 is the code's own affair</source>
        <translation>%1由代码自身决定</translation>
    </message>
    <message>
        <source>B is in force for %1</source>
        <translation>B 已对 %1 生效</translation>
    </message>
    <message>
        <source>B is in force for %1; not applied: %2</source>
        <translation>B 已对 %1 生效；未应用：%2</translation>
    </message>
    <message>
        <source>Function to simulate</source>
        <translation>要仿真的函数</translation>
    </message>
    <message>
        <source>No function</source>
        <translation>未选择函数</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Fire this load for real</source>
        <translation>真实触发此负载</translation>
    </message>
    <message>
        <source>Apply B</source>
        <translation>应用 B</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>prediction, nothing is invoked</source>
        <translation>预测，不会触发任何调用</translation>
    </message>
    <message>
        <source>Progress of the simulation</source>
        <translation>仿真进度</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>压测</translation>
    </message>
    <message>
        <source>Load that is simulated</source>
        <translation>仿真的负载</translation>
    </message>
    <message>
        <source>Events of the load</source>
        <translation>负载的事件数</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Peak rate of the load</source>
        <translation>负载的峰值速率</translation>
    </message>
    <message>
        <source>Invocation type</source>
        <translation>调用方式</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>重新拟合</translation>
    </message>
    <message>
        <source>Take timings, settings and the recorded load from the function as it is now</source>
        <translation>按函数当前状态重新取得耗时、设置和录制的负载</translation>
    </message>
    <message>
        <source>Reset B</source>
        <translation>重置 B</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Setting to sweep</source>
        <translation>要扫描的设置</translation>
    </message>
    <message>
        <source>Keep p99 within</source>
        <translation>p99 不超过</translation>
    </message>
    <message>
        <source>no p99 limit</source>
        <translation>不限 p99</translation>
    </message>
    <message>
        <source>Marks the cheapest value that keeps p99 within this and throttles nothing</source>
        <translation>标出使 p99 不超过此值且不限流的最便宜取值</translation>
    </message>
    <message>
        <source>No invocation of this function is recorded yet. Fire it, or choose a preset.</source>
        <translation>尚未记录此函数的调用。请触发它，或选择预设负载。</translation>
    </message>
    <message>
        <source>%1 events from %2 to %3</source>
        <translation>%1 个事件，从 %2 到 %3</translation>
    </message>
    <message>
        <source>The same events that Fire sends as a load</source>
        <translation>与压测触发的事件相同</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>爬坡</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>平稳</translation>
    </message>
    <message>
        <source>Spike</source>
        <translation>尖峰</translation>
    </message>
    <message>
        <source>Wave</source>
        <translation>波浪</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Apply B to %1</source>
        <translation>将 B 应用到 %1</translation>
    </message>
    <message>
        <source>This connection has no simulator.</source>
        <translation>此连接没有仿真器。</translation>
    </message>
    <message>
        <source>There is no function to simulate yet.</source>
        <translation>还没有可仿真的函数。</translation>
    </message>
    <message>
        <source>Nothing simulated yet</source>
        <translation>尚未仿真</translation>
    </message>
    <message>
        <source>%1 simulated in %2</source>
        <translation>仿真 %1，用时 %2</translation>
    </message>
    <message>
        <source>simulating</source>
        <translation>仿真中</translation>
    </message>
    <message>
        <source>Fires these events at the function, then shows what was measured beside the prediction</source>
        <translation>向函数触发这些事件，然后将实测结果与预测并列显示</translation>
    </message>
    <message>
        <source>Choose a preset: a recorded or drawn load cannot be fired</source>
        <translation>请选择预设负载：录制或手绘的负载不能真实触发</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Add C</source>
        <translation>添加 C</translation>
    </message>
    <message>
        <source>Remove C</source>
        <translation>移除 C</translation>
    </message>
    <message>
        <source>Tariff of %1</source>
        <translation>%1 的价目</translation>
    </message>
    <message>
        <source>; %1 instances were warm before it, the simulation begins with none</source>
        <translation>；之前已有 %1 个热实例，而仿真从零开始</translation>
    </message>
    <message>
        <source>%1 events of %2 in the session</source>
        <translation>会话中 %2 的 %1 个事件</translation>
    </message>
    <message>
        <source>Events come by chance along this curve, the same ones for every setting</source>
        <translation>事件沿此曲线随机到达，每种设置看到的都相同</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>Flash crowd</source>
        <translation>突发人流</translation>
    </message>
    <message>
        <source>simulating: %1 events so far, p99 %2</source>
        <translation>正在仿真：已有 %1 个事件，p99 %2</translation>
    </message>
    <message>
        <source>Nothing to compare with yet: fire this load for real, or send at least 20 events in a row from anywhere.</source>
        <translation>尚无可比较的负载：请真实触发此负载，或从任意来源连续发送至少 20 个事件。</translation>
    </message>
    <message>
        <source>Firing %1 for real</source>
        <translation>正在真实触发 %1</translation>
    </message>
    <message>
        <source>Firing %1 for real: %2 of %3 sent</source>
        <translation>正在真实触发 %1：已发送 %2 / %3</translation>
    </message>
    <message>
        <source>%1 events of %2 were fired for real</source>
        <translation>已真实触发 %2 的 %1 个事件</translation>
    </message>
    <message>
        <source>firing for real</source>
        <translation>正在真实触发</translation>
    </message>
    <message>
        <source>measured beside the prediction</source>
        <translation>实测与预测对照</translation>
    </message>
    <message>
        <source>Not simulated.</source>
        <translation>未能仿真。</translation>
    </message>
    <message>
        <source>What went wrong is said above. No prediction is shown.</source>
        <translation>上方说明了出错原因，不显示预测。</translation>
    </message>
</context>
<context>
    <name>scfdesk::SourceEditor</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>scfdesk::SourceView</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新建文件</translation>
    </message>
    <message>
        <source>Upload a zip package</source>
        <translation>上传 zip 包</translation>
    </message>
    <message>
        <source>Download as zip</source>
        <translation>下载为 zip</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>执行方法</translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation>在编辑器中打开</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>No file open</source>
        <translation>未打开文件</translation>
    </message>
    <message>
        <source>Choose a file at the left.</source>
        <translation>请在左侧选择文件。</translation>
    </message>
    <message>
        <source>Linked folder: save a file, and the next event runs the new code.</source>
        <translation>关联文件夹：保存文件后，下一个事件就运行新代码。</translation>
    </message>
    <message>
        <source>Package: each save makes a new one for new instances.</source>
        <translation>代码包：每次保存都生成新的代码包，供新实例使用。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No file</source>
        <translation>没有文件</translation>
    </message>
    <message>
        <source>The code has no file yet. Add one, or upload a zip package.</source>
        <translation>代码中还没有文件。请添加文件或上传 zip 包。</translation>
    </message>
    <message>
        <source>This file is not shown</source>
        <translation>此文件未显示</translation>
    </message>
    <message>
        <source>This file is no text</source>
        <translation>此文件不是文本</translation>
    </message>
    <message>
        <source>%1 has %2 of binary content.</source>
        <translation>%1 含 %2 的二进制内容。</translation>
    </message>
    <message>
        <source>Code of %1</source>
        <translation>%1 的代码</translation>
    </message>
    <message>
        <source>Save code of %1</source>
        <translation>保存 %1 的代码</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1 第 %2 行：%3</translation>
    </message>
    <message>
        <source>Saved. 1 instance keeps the old code until it finishes.</source>
        <translation>已保存。1 个实例运行结束前仍用旧代码。</translation>
    </message>
    <message>
        <source>Saved. %1 instances keep the old code until they finish.</source>
        <translation>已保存。%1 个实例运行结束前仍用旧代码。</translation>
    </message>
    <message>
        <source>Saved. The next event runs it.</source>
        <translation>已保存。下一个事件运行新代码。</translation>
    </message>
    <message>
        <source>%1: handler</source>
        <translation>%1：执行方法</translation>
    </message>
    <message>
        <source>Uploaded. The next event runs it.</source>
        <translation>已上传。下一个事件运行新代码。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Zip packages (*.zip);;Project file of scfcli (*.yaml);;Project file of tencent-scf (*.yml)</source>
        <translation>Zip 代码包 (*.zip);;scfcli 项目文件 (*.yaml);;tencent-scf 项目文件 (*.yml)</translation>
    </message>
</context>
<context>
    <name>scfdesk::StartFailure</name>
    <message>
        <source>SCF Desk cannot start</source>
        <translation>SCF Desk 无法启动</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>scfdesk::StateGlyph</name>
    <message>
        <source>Failing</source>
        <translation>失败中</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>No instance</source>
        <translation>无实例</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>init</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>reclaimed</source>
        <translation>已回收</translation>
    </message>
</context>
<context>
    <name>scfdesk::StatusStrip</name>
    <message>
        <source>Engine not connected</source>
        <translation>引擎未连接</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>引擎启动中</translation>
    </message>
    <message>
        <source>Engine healthy</source>
        <translation>引擎正常</translation>
    </message>
    <message>
        <source>Isolation: %1</source>
        <translation>隔离：%1</translation>
    </message>
    <message>
        <source>Engine needs attention</source>
        <translation>引擎需要处理</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>of 1 core</source>
        <translation>/ 1 核</translation>
    </message>
    <message>
        <source>of %1 cores</source>
        <translation>/ %1 核</translation>
    </message>
    <message>
        <source>CPU time of the engine and its instances over the last second, of all cores.</source>
        <translation>引擎及其实例在最近一秒内的 CPU 时间，占全部核心。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Resident memory of the engine and its instances, now.</source>
        <translation>引擎及其实例当前的常驻内存。</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Living instances of all functions, of what the account quota allows.</source>
        <translation>全部函数的存活实例，以及账号配额允许的数量。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Events accepted and not yet given to an instance.</source>
        <translation>已接收但尚未分配实例的事件。</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>Events past their retries or their age, not yet retried or discarded.</source>
        <translation>重试次数用尽或过期、尚未重试或丢弃的事件。</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>%1 lines were left out.</source>
        <translation>略去了 %1 行。</translation>
    </message>
    <message>
        <source>Lines held by the console.</source>
        <translation>控制台保留的日志行。</translation>
    </message>
    <message>
        <source>Time zone of all times shown.</source>
        <translation>所有时间使用的时区。</translation>
    </message>
    <message>
        <source>Version of SCF Desk.</source>
        <translation>SCF Desk 的版本。</translation>
    </message>
    <message>
        <source>Arrivals paused</source>
        <translation>流量已暂停</translation>
    </message>
    <message>
        <source>Events wait until arrivals are resumed: the button at the top right.</source>
        <translation>事件会等待，直到恢复流量：右上角的按钮。</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>应答正常</translation>
    </message>
    <message>
        <source>Reading the functions</source>
        <translation>正在读取函数</translation>
    </message>
</context>
<context>
    <name>scfdesk::StripOverview</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Everything that happens is recorded here. Drag to go back.</source>
        <translation>一切都记录在这里，拖动即可回看。</translation>
    </message>
    <message>
        <source>Shift+drag picks out a range</source>
        <translation>按住 Shift 拖动可选择范围</translation>
    </message>
</context>
<context>
    <name>scfdesk::SweepChart</name>
    <message>
        <source>Sweep of one setting</source>
        <translation>单项设置扫描</translation>
    </message>
    <message>
        <source>%1: p99 %2, %3 CNY, %4 throttled</source>
        <translation>%1：p99 %2，%3 元，%4 个被限流</translation>
    </message>
    <message>
        <source>knee at %1</source>
        <translation>拐点在 %1</translation>
    </message>
    <message>
        <source>cheapest within the limit: %1</source>
        <translation>限制内最便宜：%1</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>knee at %1: beyond it more costs much and brings little</source>
        <translation>拐点在 %1：再高则费用大增而收益甚微</translation>
    </message>
    <message>
        <source>p99, left</source>
        <translation>p99，左轴</translation>
    </message>
    <message>
        <source>cost, right, dashed</source>
        <translation>费用，右轴，虚线</translation>
    </message>
    <message>
        <source>p99 ms</source>
        <translation>p99 毫秒</translation>
    </message>
    <message>
        <source>Cost, CNY</source>
        <translation>费用，元</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Cold starts, %</source>
        <translation>冷启动，%</translation>
    </message>
    <message>
        <source>cheapest within the limit</source>
        <translation>满足限制的最低费用</translation>
    </message>
    <message>
        <source>knee</source>
        <translation>拐点</translation>
    </message>
</context>
<context>
    <name>scfdesk::TableDialog</name>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>scfdesk::TariffDialog</name>
    <message>
        <source>Tariff</source>
        <translation>价目</translation>
    </message>
    <message>
        <source>Day of the tariff</source>
        <translation>价目日期</translation>
    </message>
    <message>
        <source>GB-s executed</source>
        <translation>资源使用量 GB-s</translation>
    </message>
    <message>
        <source>10,000 calls</source>
        <translation>每 1 万次调用</translation>
    </message>
    <message>
        <source>GB-s provisioned and idle</source>
        <translation>闲置预置 GB-s</translation>
    </message>
    <message>
        <source>Initialisation is billed</source>
        <translation>初始化计费</translation>
    </message>
    <message>
        <source>Prices change, and the texts they were read in are from 2021 and 2022: put in those of your bill. Free amounts are left out. Whether initialisation is billed is not published.</source>
        <translation>价格会变，而此处的价格取自 2021 和 2022 年的文档：请填入您账单上的价格。不含免费额度。初始化是否计费没有公布。</translation>
    </message>
    <message>
        <source>Published 2022-06-01</source>
        <translation>2022-06-01 公布</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use this tariff</source>
        <translation>使用此价目</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>Bill initialisation</source>
        <translation>初始化计费</translation>
    </message>
    <message>
        <source>A day is written 2022-06-01.</source>
        <translation>日期写作 2022-06-01。</translation>
    </message>
</context>
<context>
    <name>scfdesk::TemplateBuild</name>
    <message>
        <source>The compiler has not ended within %1 s.</source>
        <translation>编译器未在 %1 秒内结束。</translation>
    </message>
    <message>
        <source>The Go compiler is not on this machine: it makes the program of this template.</source>
        <translation>本机没有 Go 编译器，此模板需要用它生成程序。</translation>
    </message>
    <message>
        <source>The Java compiler (javac) is not on this machine: it makes the classes of this template.</source>
        <translation>本机没有 Java 编译器 (javac)，此模板需要用它生成类。</translation>
    </message>
    <message>
        <source>Install it: %1</source>
        <translation>安装命令：%1</translation>
    </message>
    <message>
        <source>What was made is larger than a package may be.</source>
        <translation>生成的内容超过代码包上限。</translation>
    </message>
    <message>
        <source>The template could not be compiled: %1</source>
        <translation>模板编译失败：%1</translation>
    </message>
</context>
<context>
    <name>scfdesk::TestView</name>
    <message>
        <source>Fire event</source>
        <translation>触发事件</translation>
    </message>
    <message>
        <source>Fire as load</source>
        <translation>以压测触发</translation>
    </message>
    <message>
        <source>Stop load</source>
        <translation>停止压测</translation>
    </message>
    <message>
        <source>Save event</source>
        <translation>保存事件</translation>
    </message>
    <message>
        <source>Format JSON</source>
        <translation>格式化 JSON</translation>
    </message>
    <message>
        <source>Next JSON error</source>
        <translation>下一个 JSON 错误</translation>
    </message>
    <message>
        <source>Previous JSON error</source>
        <translation>上一个 JSON 错误</translation>
    </message>
    <message>
        <source>Diff with previous reply</source>
        <translation>与上次响应对比</translation>
    </message>
    <message>
        <source>Fire here and at another connection</source>
        <translation>在此处和另一连接上触发</translation>
    </message>
</context>
<context>
    <name>scfdesk::ThrottleLegend</name>
    <message>
        <source>Events refused with 432 or 429. Filled: sync, final. Hollow: async, tried again.</source>
        <translation>以 432 或 429 拒绝的事件。实心：同步，最终结果。空心：异步，会重试。</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>被限流</translation>
    </message>
</context>
<context>
    <name>scfdesk::TimeStrip</name>
    <message>
        <source>%1, live</source>
        <translation>%1，实时</translation>
    </message>
    <message>
        <source>%1, %2 seconds ago, history</source>
        <translation>%1，%2 秒前，历史</translation>
    </message>
    <message>
        <source>Return to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Return to live (L)</source>
        <translation>回到实时（L）</translation>
    </message>
    <message>
        <source>%1 view</source>
        <translation>%1 窗口</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>last data %1</source>
        <translation>最后数据 %1</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>暂无数据</translation>
    </message>
    <message>
        <source>Time in the strip</source>
        <translation>时间条的时长</translation>
    </message>
    <message>
        <source>How much time the strip shows. Before the last 15 min there are one-second values.</source>
        <translation>时间条显示的时长。最近 15 分钟之前为每秒汇总值。</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>最近 %1</translation>
    </message>
</context>
<context>
    <name>scfdesk::TopBar</name>
    <message>
        <source>Search functions, requests, commands</source>
        <translation>搜索函数、请求、命令</translation>
    </message>
    <message>
        <source>Open the command palette</source>
        <translation>打开命令面板</translation>
    </message>
    <message>
        <source>Switch between dark and light</source>
        <translation>切换深色与浅色</translation>
    </message>
    <message>
        <source>Keys of this view</source>
        <translation>此视图的快捷键</translation>
    </message>
    <message>
        <source>Engine not connected</source>
        <translation>引擎未连接</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>引擎启动中</translation>
    </message>
    <message>
        <source>Embedded engine</source>
        <translation>内置引擎</translation>
    </message>
    <message>
        <source>Resume arrivals</source>
        <translation>恢复流量</translation>
    </message>
    <message>
        <source>Pause arrivals</source>
        <translation>暂停流量</translation>
    </message>
    <message>
        <source>Events wait until arrivals are resumed.</source>
        <translation>事件等待，直到恢复流量。</translation>
    </message>
    <message>
        <source>Events wait instead of being started; running ones end.</source>
        <translation>新事件等待，不再启动；运行中的事件继续完成。</translation>
    </message>
    <message>
        <source>The engine is starting.</source>
        <translation>引擎启动中。</translation>
    </message>
    <message>
        <source>read %1 s ago</source>
        <translation>%1 秒前读取</translation>
    </message>
    <message>
        <source>reading ...</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>CLOUD</source>
        <translation>云端</translation>
    </message>
    <message>
        <source>REMOTE</source>
        <translation>远程</translation>
    </message>
</context>
<context>
    <name>scfdesk::TriggerDelegate</name>
    <message>
        <source>the engine polls the source and invokes in batches</source>
        <translation>引擎轮询来源并按批调用</translation>
    </message>
    <message>
        <source>the source calls the engine</source>
        <translation>来源调用引擎</translation>
    </message>
</context>
<context>
    <name>scfdesk::TriggerForm</name>
    <message>
        <source>Copy curl</source>
        <translation>复制 curl</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>name-appid, of the local COS</source>
        <translation>本地 COS 的 name-appid</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>made with its first subscription</source>
        <translation>首次订阅时创建</translation>
    </message>
    <message>
        <source>Log topic</source>
        <translation>日志主题</translation>
    </message>
    <message>
        <source>local-logs: of all functions; or a ClsTopicId</source>
        <translation>local-logs：所有函数；或某个 ClsTopicId</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Cron</source>
        <translation>Cron</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Next five</source>
        <translation>接下来五次</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>附加信息</translation>
    </message>
    <message>
        <source>given to the function as Message</source>
        <translation>作为 Message 传给函数</translation>
    </message>
    <message>
        <source>Times that pass while the program is off are not made up.</source>
        <translation>程序关闭期间错过的时间不会补触发。</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>前缀</translation>
    </message>
    <message>
        <source>of the key</source>
        <translation>对象键的</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>后缀</translation>
    </message>
    <message>
        <source>begins with a dot</source>
        <translation>以点开头</translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation>鉴权</translation>
    </message>
    <message>
        <source>CAM: signed with this engine's keys</source>
        <translation>CAM：用本引擎的密钥签名</translation>
    </message>
    <message>
        <source>CORS</source>
        <translation>CORS</translation>
    </message>
    <message>
        <source>pages of these origins may call it</source>
        <translation>这些来源的页面可以调用</translation>
    </message>
    <message>
        <source>Origins</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>with commas; * for all</source>
        <translation>以逗号分隔；* 表示全部</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>/a/{part}; =/a for that path alone</source>
        <translation>/a/{part}；=/a 表示仅此路径</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Integrated</source>
        <translation>集成响应</translation>
    </message>
    <message>
        <source>the function answers with statusCode, headers and body</source>
        <translation>函数以 statusCode、headers 和 body 响应</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>bodies come encoded</source>
        <translation>请求体以编码形式传入</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>requests that begin with it</source>
        <translation>以此开头的请求</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>域名</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>by tag</source>
        <translation>按标签</translation>
    </message>
    <message>
        <source>by routing key</source>
        <translation>按路由键</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>with commas; empty takes all</source>
        <translation>以逗号分隔；留空接收全部</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>or what comes first:</source>
        <translation>或先到者：</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>its own lines are never taken</source>
        <translation>从不接收自身的日志</translation>
    </message>
    <message>
        <source>fired by hand: there is no MPS on this machine</source>
        <translation>手动触发：本机没有 MPS</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>条消息</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>Retries on error</source>
        <translation>出错重试</translation>
    </message>
    <message>
        <source>the partition waits meanwhile</source>
        <translation>期间分区等待</translation>
    </message>
    <message>
        <source>Configured in EventBridge. Here its events are fired by hand, in the exact shape.</source>
        <translation>在 EventBridge 中配置。这里按其准确格式手动触发事件。</translation>
    </message>
    <message>
        <source>The cron expression is wrong: %1.</source>
        <translation>Cron 表达式有误：%1。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>%1 (UTC%2)</source>
        <translation>%1（UTC%2）</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>made with its first message</source>
        <translation>随第一条消息创建</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>接入点</translation>
    </message>
    <message>
        <source>host:port, with commas</source>
        <translation>主机:端口，用逗号分隔</translation>
    </message>
    <message>
        <source>the built-in CKafka</source>
        <translation>内置 CKafka</translation>
    </message>
    <message>
        <source>Latest</source>
        <comment>offset</comment>
        <translation>最新</translation>
    </message>
    <message>
        <source>Earliest</source>
        <comment>offset</comment>
        <translation>最早</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <comment>offset</comment>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>ms since 1970</source>
        <translation>自 1970 年起的毫秒数</translation>
    </message>
    <message>
        <source>after the batch's first message</source>
        <translation>自批次的第一条消息起</translation>
    </message>
    <message>
        <source>Out of retries</source>
        <translation>重试用尽后</translation>
    </message>
    <message>
        <source>The batch is a dead letter</source>
        <translation>整个批次进入死信</translation>
    </message>
    <message>
        <source>Only what fails is a dead letter</source>
        <translation>仅失败的消息进入死信</translation>
    </message>
    <message>
        <source>The partition stops</source>
        <translation>分区停止</translation>
    </message>
    <message>
        <source>Consumer group</source>
        <translation>消费组</translation>
    </message>
    <message>
        <source>one of its own</source>
        <translation>自动生成</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>None</source>
        <comment>security</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Mechanism</source>
        <translation>认证机制</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password file</source>
        <translation>密码文件</translation>
    </message>
    <message>
        <source>holds the password; a trigger keeps none</source>
        <translation>存放密码；触发器不保存密码</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 证书文件</translation>
    </message>
    <message>
        <source>of the broker's certificate</source>
        <translation>用于验证接入点证书</translation>
    </message>
    <message>
        <source>or after</source>
        <translation>或等待</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>host:port, or its name in Services</source>
        <translation>host:port，或“服务”中的名称</translation>
    </message>
    <message>
        <source>the Redis of Services</source>
        <translation>“服务”中的 Redis</translation>
    </message>
    <message>
        <source>its key</source>
        <translation>它的键</translation>
    </message>
    <message>
        <source>as the trigger is called</source>
        <translation>与触发器同名</translation>
    </message>
    <message>
        <source>with host:port</source>
        <translation>与 host:port 一起使用</translation>
    </message>
    <message>
        <source>the stream's key, or one of its own</source>
        <translation>Stream 的键，或自定义名称</translation>
    </message>
</context>
<context>
    <name>scfdesk::TriggerTable</name>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
</context>
<context>
    <name>scfdesk::TriggerTableModel</name>
    <message>
        <source>Trigger</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>投递</translation>
    </message>
    <message>
        <source>When it fails</source>
        <translation>失败时</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>最近事件</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>拉取</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>Sync</source>
        <comment>delivery</comment>
        <translation>同步</translation>
    </message>
    <message>
        <source>Async</source>
        <comment>delivery</comment>
        <translation>异步</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Invocations, 15 min</source>
        <translation>调用次数，15 分钟</translation>
    </message>
</context>
<context>
    <name>scfdesk::TriggerWords</name>
    <message>
        <source>%1 and %2</source>
        <comment>list</comment>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等，另有 %2 个</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>every second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>every %1 seconds</source>
        <translation>每 %1 秒</translation>
    </message>
    <message>
        <source>at second %1</source>
        <translation>第 %1 秒</translation>
    </message>
    <message>
        <source>every minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>every %1 minutes</source>
        <translation>每 %1 分钟</translation>
    </message>
    <message>
        <source>at minute %1</source>
        <translation>第 %1 分</translation>
    </message>
    <message>
        <source>from %1:00 to %2:59</source>
        <translation>从 %1:00 到 %2:59</translation>
    </message>
    <message>
        <source>every %1 hours</source>
        <translation>每 %1 小时</translation>
    </message>
    <message>
        <source>in hour %1</source>
        <translation>在 %1 时</translation>
    </message>
    <message>
        <source>on %1 to %2</source>
        <translation>%1至%2</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>every %1 days</source>
        <translation>每 %1 天</translation>
    </message>
    <message>
        <source>on day %1 of the month</source>
        <translation>每月 %1 日</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>cron</comment>
        <translation>%1或%2</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>在 %1</translation>
    </message>
    <message>
        <source>in %1 years from %2 on</source>
        <translation>从 %2 起的 %1 个年份</translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation>函数 URL</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>定时</translation>
    </message>
    <message>
        <source>COS</source>
        <translation>COS</translation>
    </message>
    <message>
        <source>API Gateway</source>
        <translation>API 网关</translation>
    </message>
    <message>
        <source>CLB</source>
        <translation>CLB</translation>
    </message>
    <message>
        <source>CMQ topic</source>
        <translation>CMQ 主题</translation>
    </message>
    <message>
        <source>CLS</source>
        <translation>CLS</translation>
    </message>
    <message>
        <source>MPS</source>
        <translation>MPS</translation>
    </message>
    <message>
        <source>EventBridge</source>
        <translation>EventBridge</translation>
    </message>
    <message>
        <source>CKafka</source>
        <translation>CKafka</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>logs of all functions</source>
        <translation>所有函数的日志</translation>
    </message>
    <message>
        <source>every message</source>
        <translation>每条消息</translation>
    </message>
    <message>
        <source>Retries the batch, partition waits</source>
        <translation>重试该批次，分区等待</translation>
    </message>
    <message>
        <source>Caller gets the error</source>
        <translation>错误返回给调用方</translation>
    </message>
    <message>
        <source>Dead letter at once</source>
        <translation>立即进入死信</translation>
    </message>
    <message numerus="yes">
        <source>%n retries, then dead letter</source>
        <translation>
            <numerusform>重试 %n 次，然后进入死信</numerusform>
        </translation>
    </message>
    <message>
        <source>CMQ queue</source>
        <translation>CMQ 队列</translation>
    </message>
    <message>
        <source>Redis stream</source>
        <translation>Redis Stream</translation>
    </message>
</context>
<context>
    <name>scfdesk::TriggersView</name>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>No trigger</source>
        <translation>没有触发器</translation>
    </message>
    <message>
        <source>Add a trigger</source>
        <translation>添加触发器</translation>
    </message>
    <message>
        <source>Add trigger</source>
        <translation>添加触发器</translation>
    </message>
    <message>
        <source>Delivery path</source>
        <translation>投递路径</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Recent deliveries</source>
        <translation>最近投递</translation>
    </message>
    <message>
        <source>Fire sample</source>
        <translation>触发样例</translation>
    </message>
    <message>
        <source>No event yet. Fire a sample: it takes the whole way from its source.</source>
        <translation>还没有事件。触发一个样例：它会从来源走完整条路径。</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>This function runs only when you fire it.</source>
        <translation>该函数只在您触发时运行。</translation>
    </message>
    <message>
        <source>Enter shows the invocation of a delivery</source>
        <translation>按 Enter 查看该次投递的调用</translation>
    </message>
    <message>
        <source>Recent batches</source>
        <translation>最近的批次</translation>
    </message>
    <message>
        <source>Fire sample batch</source>
        <translation>触发示例批次</translation>
    </message>
    <message>
        <source>%1: trigger %2</source>
        <translation>%1：触发器 %2</translation>
    </message>
    <message>
        <source>The trigger %1 of %2 was not saved.</source>
        <translation>%2 的触发器 %1 未保存。</translation>
    </message>
    <message>
        <source>%1, last %2 s</source>
        <translation>%1，最近 %2 秒</translation>
    </message>
    <message>
        <source>%1: Tencent Cloud does not count its events</source>
        <translation>%1：腾讯云不统计其事件</translation>
    </message>
    <message>
        <source>Start CKafka</source>
        <translation>启动 CKafka</translation>
    </message>
    <message>
        <source>Start Redis</source>
        <translation>启动 Redis</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>scfdesk::UnsavedDialog</name>
    <message>
        <source>Save 1 change before quitting?</source>
        <translation>退出前保存 1 处修改？</translation>
    </message>
    <message>
        <source>Save %1 changes before quitting?</source>
        <translation>退出前保存 %1 处修改？</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Discard changes and quit</source>
        <translation>放弃修改并退出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel, do not quit</source>
        <translation>取消，不退出</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save changes and quit</source>
        <translation>保存修改并退出</translation>
    </message>
</context>
<context>
    <name>scfdesk::ValidationLine</name>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>The event is not valid JSON: line %1, column %2: %3</source>
        <translation>事件不是有效的 JSON：第 %1 行，第 %2 列：%3</translation>
    </message>
    <message>
        <source>The event is larger than 128 KB, the limit for async. Make it smaller, or fire it sync.</source>
        <translation>事件超过异步上限 128 KB。请缩小事件，或改为同步触发。</translation>
    </message>
    <message>
        <source>The event is larger than 6 MB, the limit for sync. Make it smaller.</source>
        <translation>事件超过同步上限 6 MB。请缩小事件。</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3. F8 next</source>
        <translation>第 %1 行，第 %2 列：%3。F8 下一个</translation>
    </message>
    <message>
        <source>Too large for async</source>
        <translation>超过异步上限</translation>
    </message>
    <message>
        <source>Too large for sync</source>
        <translation>超过同步上限</translation>
    </message>
    <message>
        <source>Valid JSON</source>
        <translation>JSON 有效</translation>
    </message>
    <message>
        <source>of 128 KB async limit</source>
        <translation>/ 异步上限 128 KB</translation>
    </message>
    <message>
        <source>of 6 MB sync limit</source>
        <translation>/ 同步上限 6 MB</translation>
    </message>
    <message>
        <source>Valid JSON, 1 variable</source>
        <translation>JSON 有效，1 个变量</translation>
    </message>
    <message>
        <source>Valid JSON, %1 variables</source>
        <translation>JSON 有效，%1 个变量</translation>
    </message>
    <message>
        <source>%1. Line %2, column %3. F8 next</source>
        <translation>%1。第 %2 行，第 %3 列。F8 下一个</translation>
    </message>
    <message>
        <source>The shape is checked up to 1 MB.</source>
        <translation>仅在 1 MB 以内检查结构。</translation>
    </message>
    <message>
        <source>Has the shape of %1</source>
        <translation>符合 %1 的结构</translation>
    </message>
    <message>
        <source>Differs from the shape of %1 in 1 place. It can be fired all the same.</source>
        <translation>与 %1 的结构有 1 处不同，仍可触发。</translation>
    </message>
    <message>
        <source>Differs from the shape of %1 in %2 places. It can be fired all the same.</source>
        <translation>与 %1 的结构有 %2 处不同，仍可触发。</translation>
    </message>
</context>
<context>
    <name>scfdesk::VariablesMenu</name>
    <message>
        <source>of this function</source>
        <translation>来自此函数</translation>
    </message>
    <message>
        <source>Preview the event…</source>
        <translation>预览事件…</translation>
    </message>
</context>
<context>
    <name>scfdesk::VariablesPreview</name>
    <message>
        <source>The event as it is fired</source>
        <translation>实际触发的事件</translation>
    </message>
    <message>
        <source>It has no variable.</source>
        <translation>没有变量。</translation>
    </message>
    <message>
        <source>%1 variables are filled in anew each time it is fired, and for each event of a run.</source>
        <translation>每次触发、以及压测中的每个事件，都会重新填入 %1 个变量。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>scfdesk::VersionDiff</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Older version</source>
        <translation>较旧的版本</translation>
    </message>
    <message>
        <source>Newer version</source>
        <translation>较新的版本</translation>
    </message>
    <message>
        <source>with</source>
        <translation>与</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Publish a version to compare it with $LATEST.</source>
        <translation>发布版本后可与 $LATEST 对比。</translation>
    </message>
    <message>
        <source>One and the same version.</source>
        <translation>是同一个版本。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在对比…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>file added</source>
        <translation>新增文件</translation>
    </message>
    <message>
        <source>file removed</source>
        <translation>删除文件</translation>
    </message>
    <message>
        <source>file changed</source>
        <translation>文件已改</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>No difference: configuration and %1 files are the same.</source>
        <translation>没有不同：配置和 %1 个文件都相同。</translation>
    </message>
    <message>
        <source>1 difference</source>
        <translation>1 处不同</translation>
    </message>
    <message>
        <source>%1 differences</source>
        <translation>%1 处不同</translation>
    </message>
</context>
<context>
    <name>scfdesk::VersionsView</name>
    <message>
        <source>Versions and aliases</source>
        <translation>版本与别名</translation>
    </message>
    <message>
        <source>Description of the new version</source>
        <translation>新版本描述</translation>
    </message>
    <message>
        <source>What is new in it (optional)</source>
        <translation>更新内容（可选）</translation>
    </message>
    <message>
        <source>Publish version</source>
        <translation>发布版本</translation>
    </message>
    <message>
        <source>Code and configuration of $LATEST as they are now become the next number, and never change again.</source>
        <translation>$LATEST 当前的代码和配置成为下一个版本，之后不再改变。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Compare with $LATEST</source>
        <translation>与 $LATEST 对比</translation>
    </message>
    <message>
        <source>Delete version</source>
        <translation>删除版本</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发布时间</translation>
    </message>
    <message>
        <source>Delete version %1</source>
        <translation>删除版本 %1</translation>
    </message>
    <message>
        <source>%1 by rule</source>
        <translation>%1（按规则）</translation>
    </message>
    <message>
        <source>what is being worked on</source>
        <translation>正在开发的版本</translation>
    </message>
    <message>
        <source>changed %1</source>
        <translation>%1修改</translation>
    </message>
    <message>
        <source>Version %1 of %2 goes: its code, its configuration and its provisioned instances. Its number is never used again.</source>
        <translation>%2 的版本 %1 将被删除：代码、配置和预置实例。版本号不会再次使用。</translation>
    </message>
    <message>
        <source>Aliases that name it keep their other version, or go with it: %1.</source>
        <translation>指向它的别名改为只用另一个版本，或随之删除：%1。</translation>
    </message>
    <message>
        <source>Delete version %1?</source>
        <translation>删除版本 %1？</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>scfdesk::ViewHeader</name>
    <message>
        <source>timeout %1</source>
        <translation>超时 %1</translation>
    </message>
    <message>
        <source>keep-alive %1</source>
        <translation>保活 %1</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>The version that is edited and fired.</source>
        <translation>当前编辑与触发的版本。</translation>
    </message>
    <message>
        <source>More about this function</source>
        <translation>此函数的更多操作</translation>
    </message>
    <message>
        <source>Copy function…</source>
        <translation>复制函数…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Delete function…</source>
        <translation>删除函数…</translation>
    </message>
    <message>
        <source>No function selected</source>
        <translation>未选择函数</translation>
    </message>
    <message>
        <source>Engine starting</source>
        <translation>引擎启动中</translation>
    </message>
    <message>
        <source>Engine not connected</source>
        <translation>引擎未连接</translation>
    </message>
    <message>
        <source>Version or alias that is fired</source>
        <translation>触发所用的版本或别名</translation>
    </message>
    <message>
        <source>The version or alias that Fire, Repeat and Load call. Code and Configuration always edit $LATEST.</source>
        <translation>触发、重复和压测所调用的版本或别名。代码和配置始终编辑 $LATEST。</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>%1, alias</source>
        <translation>%1，别名</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>Concurrency: starting, init and busy instances now; the limit applies to these. Limit: reserved quota, else account quota, by memory.</source>
        <translation>并发：当前启动中、初始化和忙碌的实例，上限只计这些。上限：最大独占配额，否则为账号配额，按内存折算。</translation>
    </message>
    <message>
        <source>Reading the functions</source>
        <translation>正在读取函数</translation>
    </message>
</context>
<context>
    <name>scfdesk::WhyCard</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Earlier decision</source>
        <translation>较早的决定</translation>
    </message>
    <message>
        <source>Later decision</source>
        <translation>较晚的决定</translation>
    </message>
    <message>
        <source>%1 in Settings</source>
        <translation>在设置中修改：%1</translation>
    </message>
    <message>
        <source>%1 in Configuration</source>
        <translation>在配置中修改：%1</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>原因：%1</translation>
    </message>
</context>
<context>
    <name>scfdesk::WhyWords</name>
    <message>
        <source>An instance was idle, so it got the event: no start was needed.</source>
        <translation>有空闲实例，事件直接交给它，无需启动。</translation>
    </message>
    <message>
        <source>An instance had room for another request, so it got the event.</source>
        <translation>某个实例还能接受请求，事件交给了它。</translation>
    </message>
    <message>
        <source>No instance was idle and the quota had room, so one was started for the event.</source>
        <translation>没有空闲实例且配额有余量，因此为该事件启动了一个实例。</translation>
    </message>
    <message>
        <source>An instance was starting already, so the event waits for it.</source>
        <translation>已有实例正在启动，事件等待它。</translation>
    </message>
    <message>
        <source>The function has as many instances as it may have, so the event waits for one.</source>
        <translation>函数的实例数已达上限，事件等待其中一个。</translation>
    </message>
    <message>
        <source>A busy instance will be free before a new one could be ready, so the event waits for it.</source>
        <translation>忙碌实例会比新实例更早可用，事件等待它。</translation>
    </message>
    <message>
        <source>Another instance would exceed the account's quota, so the event was refused with 432.</source>
        <translation>再启动一个实例会超过账户配额，事件以 432 被拒绝。</translation>
    </message>
    <message>
        <source>Another instance would exceed the account's quota, so the event waits and is tried again.</source>
        <translation>再启动一个实例会超过账户配额，事件等待后重试。</translation>
    </message>
    <message>
        <source>Another instance would exceed the function's reserved quota, so the event was refused with 432.</source>
        <translation>再启动一个实例会超过函数的独占配额，事件以 432 被拒绝。</translation>
    </message>
    <message>
        <source>Another instance would exceed the function's reserved quota, so the event waits and is tried again.</source>
        <translation>再启动一个实例会超过函数的独占配额，事件等待后重试。</translation>
    </message>
    <message>
        <source>The function is switched off: its reserved quota is 0.</source>
        <translation>函数已停用：独占配额为 0。</translation>
    </message>
    <message>
        <source>As many instances as a minute allows were started already, so the event was refused with 429.</source>
        <translation>本分钟允许启动的实例已用完，事件以 429 被拒绝。</translation>
    </message>
    <message>
        <source>As many instances as a minute allows were started already, so the event waits for the next window.</source>
        <translation>本分钟允许启动的实例已用完，事件等待下一窗口。</translation>
    </message>
    <message>
        <source>This machine has no memory left for idle instances, so one of them was stopped.</source>
        <translation>本机没有内存留给空闲实例，因此停止了其中一个。</translation>
    </message>
    <message>
        <source>This machine has no memory left for another instance.</source>
        <translation>本机没有内存再启动一个实例。</translation>
    </message>
    <message>
        <source>Memory was needed, and this idle instance was the one least worth keeping.</source>
        <translation>需要内存，而这个空闲实例的保留价值最低。</translation>
    </message>
    <message>
        <source>It was idle for as long as idle instances are kept, so it was stopped.</source>
        <translation>空闲时间达到保活时间，因此被停止。</translation>
    </message>
    <message>
        <source>The event ran longer than the function's timeout, so its instance was stopped.</source>
        <translation>事件运行超过函数的超时时间，其实例被停止。</translation>
    </message>
    <message>
        <source>The code took longer to load than its init timeout, so the instance was stopped.</source>
        <translation>代码加载超过初始化超时，实例被停止。</translation>
    </message>
    <message>
        <source>The attempt failed, so the event is tried again later.</source>
        <translation>此次尝试失败，事件稍后重试。</translation>
    </message>
    <message>
        <source>The run ended in a way that the instance cannot go on from, so it was replaced.</source>
        <translation>运行的结束方式使实例无法继续，因此被替换。</translation>
    </message>
    <message>
        <source>The instance died while it ran the event, so the event is tried again later.</source>
        <translation>实例在运行事件时异常退出，事件稍后重试。</translation>
    </message>
    <message>
        <source>The instance's process ended by itself.</source>
        <translation>实例的进程自行结束。</translation>
    </message>
    <message>
        <source>The engine could not run the event, so it is tried again, at growing intervals.</source>
        <translation>引擎无法运行该事件，将以逐渐增大的间隔重试。</translation>
    </message>
    <message>
        <source>The function has new code, so instances with the old code are stopped.</source>
        <translation>函数代码已更新，使用旧代码的实例被停止。</translation>
    </message>
    <message>
        <source>The function's configuration changed, so instances with the old one are stopped.</source>
        <translation>函数配置已更改，使用旧配置的实例被停止。</translation>
    </message>
    <message>
        <source>The function was deleted, so its instances were stopped.</source>
        <translation>函数已删除，其实例被停止。</translation>
    </message>
    <message>
        <source>The event was refused before, and its next attempt was due.</source>
        <translation>事件此前被拒绝，下一次尝试的时间已到。</translation>
    </message>
    <message>
        <source>The event failed as often as it may be tried, so it became a dead letter.</source>
        <translation>事件失败次数达到上限，成为死信。</translation>
    </message>
    <message>
        <source>The event would be older than events may become, so it became a dead letter.</source>
        <translation>事件将超过最长保留时间，成为死信。</translation>
    </message>
    <message>
        <source>The queue of async events is full, so the event became a dead letter.</source>
        <translation>异步事件队列已满，事件成为死信。</translation>
    </message>
    <message>
        <source>Arrivals are paused, so the event waits until they are resumed.</source>
        <translation>流量已暂停，事件等待恢复。</translation>
    </message>
    <message>
        <source>The caller gave the event up.</source>
        <translation>调用方放弃了该事件。</translation>
    </message>
    <message>
        <source>Batches of a partition run one after the other, so this one waits.</source>
        <translation>同一分区的批次依次运行，因此等待。</translation>
    </message>
    <message>
        <source>The function wants more provisioned instances than there are, so one was started.</source>
        <translation>需要的预置实例多于现有数量，因此启动了一个。</translation>
    </message>
    <message>
        <source>Provisioned instances start at a limited rate.</source>
        <translation>预置实例的启动速率有限制。</translation>
    </message>
    <message>
        <source>Fewer provisioned instances are wanted than there were, so one was stopped.</source>
        <translation>需要的预置实例少于现有数量，因此停止了一个。</translation>
    </message>
    <message>
        <source>The number of provisioned instances follows how much they are used.</source>
        <translation>预置实例数随其使用率变化。</translation>
    </message>
    <message>
        <source>A scheduled task set the number of provisioned instances.</source>
        <translation>定时任务设置了预置实例数。</translation>
    </message>
    <message>
        <source>No event is expected soon, so the instance was stopped until one is.</source>
        <translation>预计短期内没有事件，实例被停止，直到有事件为止。</translation>
    </message>
    <message>
        <source>The next event is expected soon, so an instance was started ahead of it.</source>
        <translation>预计很快有事件到达，因此提前启动了实例。</translation>
    </message>
    <message>
        <source>Account quota</source>
        <translation>账号配额</translation>
    </message>
    <message>
        <source>A higher account quota, or less memory a function, lets more run at once.</source>
        <translation>提高账户配额或减小函数内存，可以同时运行更多。</translation>
    </message>
    <message>
        <source>Burst limit</source>
        <translation>突发上限</translation>
    </message>
    <message>
        <source>A higher burst limit lets more instances start in a minute.</source>
        <translation>提高突发上限，一分钟内可启动更多实例。</translation>
    </message>
    <message>
        <source>Memory of this machine</source>
        <translation>本机内存</translation>
    </message>
    <message>
        <source>More memory for instances keeps more of them.</source>
        <translation>给实例更多内存，可以保留更多实例。</translation>
    </message>
    <message>
        <source>Retry interval</source>
        <translation>重试间隔</translation>
    </message>
    <message>
        <source>A shorter interval tries sooner.</source>
        <translation>缩短间隔会更早重试。</translation>
    </message>
    <message>
        <source>Reuse</source>
        <translation>复用</translation>
    </message>
    <message>
        <source>It decides which of several idle instances gets the event.</source>
        <translation>它决定由哪个空闲实例处理事件。</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保活时间</translation>
    </message>
    <message>
        <source>A longer keep-alive saves cold starts; a shorter one frees memory sooner.</source>
        <translation>保活时间长可减少冷启动，短则更早释放内存。</translation>
    </message>
    <message>
        <source>Start policy</source>
        <translation>启动策略</translation>
    </message>
    <message>
        <source>As SCF starts an instance for every event that finds none idle.</source>
        <translation>“与 SCF 一致”会为每个找不到空闲实例的事件启动实例。</translation>
    </message>
    <message>
        <source>Max instances</source>
        <translation>最大实例数</translation>
    </message>
    <message>
        <source>A higher limit, or none, lets more events run at once.</source>
        <translation>提高上限或不设上限，可以同时运行更多事件。</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>A longer timeout lets the event end.</source>
        <translation>延长超时可让事件运行完成。</translation>
    </message>
    <message>
        <source>Init timeout</source>
        <translation>初始化超时</translation>
    </message>
    <message>
        <source>A longer init timeout lets slow code load.</source>
        <translation>延长初始化超时可让加载慢的代码完成加载。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Memory decides how many instances the quota allows.</source>
        <translation>内存决定配额允许多少实例。</translation>
    </message>
    <message>
        <source>Reserved quota</source>
        <translation>最大独占配额</translation>
    </message>
    <message>
        <source>Set it with PutReservedConcurrencyConfig of the Cloud API.</source>
        <translation>请用云 API 的 PutReservedConcurrencyConfig 设置。</translation>
    </message>
    <message>
        <source>Provisioned concurrency</source>
        <translation>预置并发</translation>
    </message>
    <message>
        <source>Set it with PutProvisionedConcurrencyConfig of the Cloud API.</source>
        <translation>请用云 API 的 PutProvisionedConcurrencyConfig 设置。</translation>
    </message>
    <message>
        <source>Retries of async events</source>
        <translation>异步事件重试次数</translation>
    </message>
    <message>
        <source>Set it with UpdateFunctionEventInvokeConfig of the Cloud API.</source>
        <translation>请用云 API 的 UpdateFunctionEventInvokeConfig 设置。</translation>
    </message>
    <message>
        <source>Age limit of async events</source>
        <translation>异步事件最长保留时间</translation>
    </message>
    <message>
        <source>%1 started</source>
        <translation>%1 已启动</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 已停止</translation>
    </message>
    <message>
        <source>Event waited</source>
        <translation>事件等待</translation>
    </message>
    <message>
        <source>Event refused</source>
        <translation>事件被拒绝</translation>
    </message>
    <message>
        <source>Event is tried again</source>
        <translation>事件将重试</translation>
    </message>
    <message>
        <source>Event given to %1</source>
        <translation>事件交给 %1</translation>
    </message>
    <message>
        <source>Event became a dead letter</source>
        <translation>事件成为死信</translation>
    </message>
    <message>
        <source>Event canceled</source>
        <translation>事件已取消</translation>
    </message>
    <message>
        <source>Events have waited one behind the other for so long that one more instance is worth its start.</source>
        <translation>事件持续排队已久，再启动一个实例是值得的。</translation>
    </message>
    <message>
        <source>The batch failed as often as it may be tried, so its partition goes on behind it.</source>
        <translation>该批次的失败次数已达上限，因此其分区从它之后继续。</translation>
    </message>
    <message>
        <source>Batch done</source>
        <translation>批次已完成</translation>
    </message>
    <message>
        <source>Batch given up</source>
        <translation>批次已放弃</translation>
    </message>
</context>
<context>
    <name>scfdesk::format</name>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
</context>
<context>
    <name>scfdesk::views</name>
    <message>
        <source>%1: configuration</source>
        <translation>%1：配置</translation>
    </message>
    <message>
        <source>%1: an event without a name yet</source>
        <translation>%1：尚未命名的事件</translation>
    </message>
    <message>
        <source>%1: event %2</source>
        <translation>%1：事件 %2</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
    <message>
        <source>Instances and their lanes</source>
        <translation>实例及其泳道</translation>
    </message>
    <message>
        <source>Pull a function down to see it scale here.</source>
        <translation>将函数拉取到本地即可在此查看其扩缩容。</translation>
    </message>
    <message>
        <source>State services</source>
        <translation>状态服务</translation>
    </message>
    <message>
        <source>They are other products there, with consoles of their own.</source>
        <translation>它们在那里是其他产品，有各自的控制台。</translation>
    </message>
</context>
</TS>
