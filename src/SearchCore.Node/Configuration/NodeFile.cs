using Microsoft.Extensions.Configuration;

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

    /// <summary>Reads and validates it; relative paths in it are those of its folder.</summary>
    /// <exception cref="InvalidDataException">It is not there, or not JSON, or names something that is no setting.</exception>
    /// <exception cref="ArgumentException">Something in it is missing or out of bounds.</exception>
    public static NodeSettings Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new InvalidDataException(
                $"There is no {file.FullName}. A small one: {{ \"cluster\": \"news\", \"data\": \"data\", \"share\": \"share\" }}.");
        }

        NodeSettings options;
        try
        {
            options = new ConfigurationBuilder().AddJsonFile(file.FullName).AddEnvironmentVariables(Prefix).Build()
                .Get<NodeSettings>(b => b.ErrorOnUnknownConfiguration = true) ?? new();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or IOException)
        {
            throw new InvalidDataException(
                $"{file.FullName}, or a variable {Prefix}…, cannot be read: {(e.InnerException ?? e).Message}", e);
        }

        try
        {
            options.Validate();
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{file.FullName}: {e.Message}", e);
        }

        options.Data = Path.GetFullPath(options.Data!, file.DirectoryName!);
        options.Share = Path.GetFullPath(options.Share!, file.DirectoryName!);
        options.Membership = options.Redis is { } redis ? new RedisMembership(redis) : null;
        return options;
    }
}
