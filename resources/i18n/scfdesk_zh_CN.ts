<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
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
        <source>%1 %2, %3 of %4 since %5.</source>
        <translation>自 %5 起 %1 %2，%3 / %4 次。</translation>
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
        <translation type="unfinished" />
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
        <source>Theme: switch between dark and light</source>
        <translation>主题：切换深色与浅色</translation>
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
        <source>Saved. Changes apply to new instances.</source>
        <translation>已保存，修改对新实例生效。</translation>
    </message>
    <message>
        <source>1 change, not saved</source>
        <translation>1 处修改未保存</translation>
    </message>
    <message>
        <source>%1 changes, not saved</source>
        <translation>%1 处修改未保存</translation>
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
        <source>A function %1 exists already.</source>
        <translation>函数 %1 已存在。</translation>
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>No line within 2 s of the cursor</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
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
        <translation>还有 %1 个</translation>
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
</context>
<context>
    <name>scfdesk::EmptyState</name>
    <message>
        <source>Press</source>
        <translation>按</translation>
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>scfdesk::EventDrafts</name>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 deleted. Its text stays in the editor; Ctrl S saves it again</source>
        <translation type="unfinished" />
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
    <name>scfdesk::EventTemplate</name>
    <message>
        <source>Blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Hello World</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>CMQ topic</source>
        <translation>CMQ 主题</translation>
    </message>
    <message>
        <source>CLS logs</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>CLB</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>MPS workflow</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>EventBridge</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stop the load run (Ctrl .)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fire (Ctrl ↵), as load (Ctrl Shift ↵)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stop load run, %1 of %2 events sent</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fire %1 events at %2, %3</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fire event at %1, %2</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>p99</source>
        <translation type="unfinished" />
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
        <source>Finished invocations of all functions, last 15 min. Refused events are not counted.</source>
        <translation>全部函数最近 15 分钟完成的调用，不含被拒绝的事件。</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Finished with 200 ÷ finished, last 15 min.</source>
        <translation>状态码 200 ÷ 已完成，最近 15 分钟。</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Events refused with 432 or 429, last 15 min.</source>
        <translation>最近 15 分钟以 432 或 429 拒绝的事件。</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Invocations that were the first of their instance, last 15 min.</source>
        <translation>最近 15 分钟实例的首次调用。</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>延迟 p99</translation>
    </message>
    <message>
        <source>99 of 100 were faster. Total: event accepted to reply, last 15 min.</source>
        <translation>100 次中有 99 次更快。总耗时：从接收事件到返回，最近 15 分钟。</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>资源使用量</translation>
    </message>
    <message>
        <source>Sum of billed seconds × configured GB, last 15 min.</source>
        <translation>计费秒数 × 配置内存 GB 之和，最近 15 分钟。</translation>
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
        <source>%1 % of invocations</source>
        <translation>占调用的 %1 %</translation>
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
</context>
<context>
    <name>scfdesk::HistoryDelegate</name>
    <message>
        <source>Load, %1 failed</source>
        <translation>压测，%1 次失败</translation>
    </message>
    <message>
        <source>Load, stopped</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Load</source>
        <translation>压测</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
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
</context>
<context>
    <name>scfdesk::HistoryModel</name>
    <message>
        <source>Load of %1 events at %2: %3 succeeded, %4 failed, %5 throttled</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>scfdesk::HistoryView</name>
    <message>
        <source>Fire this event again</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n instance(s)</source>
        <translation>
            <numerusform>%n 个实例</numerusform>
        </translation>
    </message>
    <message>
        <source>Concurrency %1 of %2</source>
        <translation type="unfinished" />
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
</context>
<context>
    <name>scfdesk::InvocationInspector</name>
    <message>
        <source>Invocation inspector</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Total</source>
        <translation>总耗时</translation>
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
        <source>In graphs and lanes</source>
        <translation>在图表与泳道中</translation>
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
</context>
<context>
    <name>scfdesk::LaneArea</name>
    <message>
        <source>Instances, one lane each</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Scroll lanes</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Start reason</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Stop reason</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Shows or hides the lanes of this state</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Started: %1</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Reclaimed %1: %2</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>not living</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>instances</source>
        <translation>实例</translation>
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
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>p50 %1, p99 %2, %n sample(s), at %3</source>
        <translation type="unfinished">
            <numerusform />
        </translation>
    </message>
    <message>
        <source>p50 and p99 of Total, accepted to reply, in a moving window of 1.5 s</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>p99 ms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>samples in 1.5 s</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>scfdesk::LoadCurve</name>
    <message>
        <source>Rate of the load run</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 of %2 events sent in %3, peak %4 per second</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>peak %1 / s</source>
        <translation>峰值 %1 / s</translation>
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Events of this run that ended with 200.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Events of this run that ended with another code, throttled ones not counted.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Events of this run refused with 432 or 429.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Live log</source>
        <translation>实时日志</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Show the lines of all requests</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No line within 2 s of the cursor</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 lines/s</source>
        <translation>%1 行/秒</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>展开日志</translation>
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Log, %1 of %2 lines</source>
        <translation type="unfinished" />
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
</context>
<context>
    <name>scfdesk::MemoryTrack</name>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>no instance at %1</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 MB at %2, the highest of all instances</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Memory of the instance that uses most; not the sum</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <source>%1 is not there.</source>
        <translation>%1 不存在。</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation>%1 不是文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be read: permission denied.</source>
        <translation>无法读取 %1：没有权限。</translation>
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
        <source>A function %1 exists already.</source>
        <translation>函数 %1 已存在。</translation>
    </message>
</context>
<context>
    <name>scfdesk::NextSteps</name>
    <message>
        <source>Dismiss next steps</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fire %1 as a ramp, peak %2/s</source>
        <translation>以爬坡触发 %1 次，峰值 %2/s</translation>
    </message>
    <message>
        <source>Open your own function folder</source>
        <translation>打开自己的函数文件夹</translation>
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
</context>
<context>
    <name>scfdesk::PhaseBar</name>
    <message>
        <source>Phases of the invocation</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Wait: accepted to handed to an instance. Starting: process and code ready. Init: module-level code done. Run: the handler. In milliseconds, of this invocation.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Wait %1, run %2 milliseconds</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Events accepted and not yet given to an instance: async backlog, and events waiting for a start</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 等待中</translation>
    </message>
    <message>
        <source>throttled (%1): %2 sync, %3 async</source>
        <translation type="unfinished" />
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
    <name>scfdesk::Rail</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cold start</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Starting and init of the instance, which this invocation was the first of</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>The instance had run before</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>The first 1 MB is shown.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 can not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Duration rounded up to 1 ms. This invocation.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Event accepted to reply, or to the end of an async event. This invocation.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Highest memory of the instance during this run, beside the configured size.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>The code took longer than its init timeout to load. Raise the init timeout in Configuration.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>The function's process ended while the event was running. The log tail shows its last lines.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The handler %1 is not in the code. Correct the handler in Configuration.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The handler is not in the code. Correct the handler in Configuration.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>More instances were asked for in one minute than the burst limit allows. Fire again in a minute, or lower the peak rate.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fire again</source>
        <translation>再次触发</translation>
    </message>
    <message>
        <source>All the memory of the account's quota is in use by running events.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fire again when some have ended, or lower the peak rate.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The event of %1 is larger than the limit of %2. Make it smaller.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>The event is not valid JSON. Correct it in the editor.</source>
        <translation>事件不是有效的 JSON，请在编辑器中修正。</translation>
    </message>
    <message>
        <source>The function does not exist any more.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The function is not Active, so it takes no events.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The request was canceled before the function answered.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The engine could not run the event.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The log tail says more.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The event failed with code %1.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Fit what is recorded</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>Keep-alive: an idle instance is reclaimed after this time.</source>
        <translation type="unfinished" />
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
</context>
<context>
    <name>scfdesk::ScalingView</name>
    <message>
        <source>Show as table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Next failure</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Previous failure</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Next cold start</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Previous cold start</source>
        <translation type="unfinished" />
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
        <source>As SCF</source>
        <translation>与 SCF 一致</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>As SCF: an event without an idle instance starts one. Wait: it waits when a busy one will be free sooner.</source>
        <translation>与 SCF 一致：没有空闲实例时启动新实例。等待：若忙碌实例更早空出则等待。</translation>
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
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>Log lines</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>%1 lines were left out.</source>
        <translation type="unfinished" />
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
</context>
<context>
    <name>scfdesk::ThrottleLegend</name>
    <message>
        <source>Events refused with 432 or 429. Filled: sync, final. Hollow: async, tried again.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1, %2 seconds ago, history</source>
        <translation type="unfinished" />
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
        <source>last %1</source>
        <translation>最近 %1</translation>
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
        <translation>调用历史</translation>
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
</context>
<context>
    <name>scfdesk::ValidationLine</name>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>The event is not valid JSON: line %1, column %2: %3</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The event is larger than 128 KB, the limit for async. Make it smaller, or fire it sync.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The event is larger than 6 MB, the limit for sync. Make it smaller.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Line %1, column %2: %3. F8 next</source>
        <translation>第 %1 行，第 %2 列：%3。F8 下一个</translation>
    </message>
    <message>
        <source>Too large for async</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Too large for sync</source>
        <translation type="unfinished" />
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
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Starting, init, busy, idle and frozen instances now, of what the account quota allows.</source>
        <translation>当前启动中、初始化、忙碌、空闲与冻结的实例，以及账号配额允许的数量。</translation>
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
</context>
</TS>
