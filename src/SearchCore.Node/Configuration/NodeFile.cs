using Microsoft.Extensions.Configuration;

using SearchCore.Cluster.Orleans;
using SearchCore.Cluster.Orleans.Redis;

namespace SearchCore.Node.Configuration;

/// <summary>
/// The one configuration file of a silo, which every command reads. Variables of the environment go before it: what differs from machine to
/// machine, and what is secret, can come from outside.
/// </summary>
internal static class NodeFile
{
    /// <summary>What variables begin with, before the name of a setting: <c>SEARCHCORE_NODE_POSTGRES</c>.</summary>
    public const string Prefix = "SEARCHCORE_NODE_";

    // What stands in the file for the program and not for the silo.
    private static readonly string[] OfTheProgram =
    [
        nameof(NodeSettings.Redis), nameof(NodeSettings.HttpPort), nameof(NodeSettings.HttpAddress), nameof(NodeSettings.DashboardPort),
        nameof(NodeSettings.DashboardAddress),
    ];

    /// <summary>What it says of the silo: all that most commands need.</summary>
    /// <inheritdoc cref="ReadAll"/>
    public static ClusterNodeOptions Read(FileInfo file) => ReadAll(file).Silo;

    /// <summary>Reads and validates it; relative paths in it are those of its folder.</summary>
    /// <exception cref="InvalidDataException">
    /// It is not there, or not JSON, or names something that is no setting, or something in it is missing or out of bounds.
    /// </exception>
    public static NodeSettings ReadAll(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new InvalidDataException(
                $"There is no {file.FullName}. A small one: {{ \"cluster\": \"news\", \"data\": \"data\", \"share\": \"share\" }}.");
        }

        NodeSettings settings;
        try
        {
            var said = new ConfigurationBuilder().AddJsonFile(file.FullName).AddEnvironmentVariables(Prefix).Build().AsEnumerable()
                .ToLookup(s => OfTheProgram.Contains(s.Key, StringComparer.OrdinalIgnoreCase));
            settings = new() { Silo = Of(said[false]).Get<ClusterNodeOptions>(b => b.ErrorOnUnknownConfiguration = true) ?? new() };
            Of(said[true]).Bind(settings);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or IOException)
        {
            throw new InvalidDataException(
                $"{file.FullName}, or a variable {Prefix}…, cannot be read: {(e.InnerException ?? e).Message}", e);
        }

        try
        {
            settings.Validate();
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{file.FullName}: {e.Message}", e);
        }

        var silo = settings.Silo;
        silo.Data = Path.GetFullPath(silo.Data!, file.DirectoryName!);
        silo.Share = Path.GetFullPath(silo.Share!, file.DirectoryName!);
        silo.Membership = settings.Redis is { } redis ? new RedisMembership(redis) : null;
        return settings;
    }

    private static IConfiguration Of(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
