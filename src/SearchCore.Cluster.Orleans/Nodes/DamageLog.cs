using Microsoft.Extensions.Logging;

using SearchCore.Cluster.Reading;

namespace SearchCore.Cluster.Orleans.Nodes;

/// <summary>Says of each replica that was found damaged so: searches go on without it, so that nothing else would.</summary>
internal sealed partial class DamageLog(ILogger<ShardNode> log)
{
    /// <summary>Says it.</summary>
    public void Add(int shard, string damage) => LogDamaged(shard, damage);

    [LoggerMessage(1, LogLevel.Error, "The replica of shard {Shard} is damaged and is received anew; look at the disk: {Damage}")]
    private partial void LogDamaged(int shard, string damage);
}
