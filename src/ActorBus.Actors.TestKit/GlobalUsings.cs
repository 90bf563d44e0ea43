global using ActorBus.Actors.Cells;
global using ActorBus.Actors.Configuration;
global using ActorBus.Actors.Dispatch;
global using ActorBus.Actors.Event;
global using ActorBus.Actors.Internal;
global using ActorBus.Actors.Refs;
